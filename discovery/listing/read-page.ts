import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';

export interface PageItem {
  readonly document: IndexDocument;
  /** In the whole list, 1 for its first place; vanished products keep theirs. */
  readonly position: number;
}

export interface Page {
  readonly items: readonly PageItem[];
  /** True where at least one product that is still there follows. */
  readonly more: boolean;
}

/** `Gone` is null where the list may be lost while it is read. */
export interface PageSource<Gone extends null = never> {
  /** `count` ids from `offset`, fewer only at the list's end. */
  readonly ids: (offset: number, count: number) => Promise<readonly ProductId[] | Gone>;
  /** Aligned; null for a product that is gone. */
  readonly documents: (ids: readonly ProductId[]) => Promise<readonly (IndexDocument | null)[]>;
}

const CHUNK_MAX = 1_000;

/** The next `first` products that are still there, from `offset` on; null where the list is lost. */
export async function readPage<Gone extends null>(
  source: PageSource<Gone>,
  { offset, first }: { readonly offset: number; readonly first: number },
): Promise<Page | Gone> {
  const items: PageItem[] = [];
  let next = offset;
  let count = first + 1;
  for (;;) {
    const ids = await source.ids(next, count);
    if (ids === null) return ids;
    const documents = ids.length === 0 ? [] : await source.documents(ids);
    for (const [i, document] of documents.entries()) {
      if (document === null) continue;
      if (items.length === first) return { items, more: true };
      items.push({ document, position: next + i + 1 });
    }
    if (ids.length < count) return { items, more: false };
    next += ids.length;
    // After a mass deletion most ids are gone: look further each time.
    count = Math.min(count * 2, CHUNK_MAX);
  }
}
