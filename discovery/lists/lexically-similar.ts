import type { ProductId } from '../../schema/ids.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { IndexDocument, IndexFilter, SearchIndex } from '../../stores/ports/search-index.ts';
import { CAN_BE_HAD } from './list-ask.ts';

export interface LexicallySimilarOptions {
  readonly wanted: number;
  readonly filters: readonly IndexFilter[];
  readonly signal: AbortSignal;
}

/**
 * Products whose texts share words with this one's title and brand: from its leaf category first, then from the categories
 * above it, then from all; at most `wanted`. Itself, its variants and what cannot be had are left out.
 */
export async function findLexicallySimilar(
  index: SearchIndex,
  { product }: IndexDocument,
  { wanted, filters, signal }: LexicallySimilarOptions,
): Promise<readonly ProductId[]> {
  const found = new Set<ProductId>();
  for (const scope of scopesOf(product)) {
    // One more than wanted, since the product itself, or a variant of it, is among what is found.
    const limit = wanted + 1;
    const { candidates } = await index.recall(
      {
        text: product.brand === null ? product.title : `${product.title} ${product.brand}`,
        locale: null,
        matching: 'any',
        prefix: false,
        filters: [CAN_BE_HAD, ...filters, ...scope],
        sort: 'RELEVANCE',
        limit,
        candidates: limit,
        facets: [],
      },
      signal,
    );
    for (const { id, groupId } of candidates) {
      const isVariant = id === product.id || (groupId !== null && groupId === product.groupId);
      if (!isVariant) found.add(id);
    }
    if (found.size >= wanted) break;
  }
  return [...found].slice(0, wanted);
}

/** Filters from the leaf category to the root, then none. */
function scopesOf({ categories }: Product): readonly (readonly IndexFilter[])[] {
  const inCategory = categories.map(({ id }): IndexFilter[] => [{ field: 'category', values: [id], range: null }]);
  return [...inCategory.toReversed(), []];
}
