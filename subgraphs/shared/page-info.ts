export interface PageInfoParent {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface PageBounds {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Of the page's items, in order. */
  readonly cursors: readonly string[];
}

/** `PageInfo` of a page; both cursors are null where it is empty. */
export function pageInfo({ hasNextPage, hasPreviousPage, cursors }: PageBounds): PageInfoParent {
  return { hasNextPage, hasPreviousPage, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null };
}
