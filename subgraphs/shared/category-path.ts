/** A category as it stands on a product's path: it knows its parents without any store. */
export interface PathCategory {
  readonly id: string;
  readonly name: string;
  /** Null for a root. */
  readonly parent: PathCategory | null;
}

/** The categories of a path, root first, each with the one before it as its parent. */
export function categoriesOnPath(path: readonly { readonly id: string; readonly name: string }[]): readonly PathCategory[] {
  const categories: PathCategory[] = [];
  for (const { id, name } of path) categories.push({ id, name, parent: categories.at(-1) ?? null });
  return categories;
}
