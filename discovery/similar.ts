import type { ListId, ProductId } from '../schema/ids.ts';
import type { Product } from '../stores/ports/product.ts';
import type { IndexDocument, IndexFilter, SearchIndex } from '../stores/ports/search-index.ts';
import { checkFirst } from './input/check-first.ts';
import { encodeCursor } from './listing/cursor.ts';
import { scoreOfPosition } from './listing/score-of-position.ts';
import type { Discovery, RecommendationHit } from './search-types.ts';

export interface SimilarOptions {
  readonly index: SearchIndex;
  readonly newListId: () => ListId;
}

const CAN_BE_HAD: IndexFilter = { field: 'availability', values: ['IN_STOCK', 'PREORDER'], range: null };

/**
 * Products whose texts share words with this one's title and brand: from its leaf category first, then from the
 * categories above it, then from all. Itself, its variants and what cannot be had are left out.
 */
export function createSimilar({ index, newListId }: SimilarOptions): Discovery['similar'] {
  return async (id, requested, { signal }) => {
    const first = checkFirst(requested);
    const listId = newListId();
    const [seed] = await index.documentsByIds([id], signal);
    if (seed == null) return { id: listId, hits: [], hasNextPage: false, degradations: [] };
    const ids = await findSimilar(index, seed, { wanted: first + 1, signal });
    const documents = await index.documentsByIds(ids.slice(0, first), signal);
    const present = documents.filter((document) => document !== null);
    return {
      id: listId,
      hits: present.map((document, place) => hitOf(document, place + 1, { listId, seed })),
      hasNextPage: ids.length > first,
      degradations: [],
    };
  };
}

/** Best first, at most `wanted`, the narrowest category's first. */
async function findSimilar(
  index: SearchIndex,
  { product }: IndexDocument,
  { wanted, signal }: { readonly wanted: number; readonly signal: AbortSignal },
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
        filters: [CAN_BE_HAD, ...scope],
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

function hitOf(
  document: IndexDocument,
  position: number,
  { listId, seed }: { readonly listId: ListId; readonly seed: IndexDocument },
): RecommendationHit {
  return {
    cursor: encodeCursor({ listId, position, productId: document.id, fingerprint: 'similar' }),
    position,
    score: scoreOfPosition(position),
    document,
    reason: { code: 'SIMILAR_CONTENT', text: `Similar to ${seed.product.title}`, because: [seed] },
  };
}
