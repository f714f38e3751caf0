import type { GroupId, ProductId } from '../../schema/ids.ts';
import type { Candidate, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import type { PlacedPin } from './arrange.ts';
import type { PinDemand } from './rule-plan.ts';

/** Pins that act on one list; later rules' are left out. */
export const PINS_MAX = 50;

/** A pin and the product that it found. */
export interface FoundPin extends PlacedPin {
  readonly demand: PinDemand;
}

export interface FindPinnedOptions {
  /** The search's own query: its filters, `only` and `hide` bind pins too; its words do not. */
  readonly query: RecallQuery;
  /** Never pinned for this shopper. */
  readonly isShown: (id: ProductId) => boolean;
  readonly signal: AbortSignal;
}

/**
 * The products that pins ask for, in the order of their rules: the product named or else, where it is not to be had within the
 * search's filters, the best match of the pin's own that no pin before has taken: by the query's words, or else the best rated.
 * A pin that finds nothing is left out. One call for all that are named, one or two for each that goes by its filters.
 */
export async function findPinned(
  index: Pick<SearchIndex, 'recall'>,
  demands: readonly PinDemand[],
  { query, isShown, signal }: FindPinnedOptions,
): Promise<readonly FoundPin[]> {
  const acting = demands.slice(0, PINS_MAX);
  const named = await findNamed(index, acting, { query, signal });
  const found: FoundPin[] = [];
  const isFree = ({ id, groupId }: Pick<Candidate, 'id' | 'groupId'>): boolean =>
    isShown(id) && !found.some((pin) => pin.id === id || (groupId !== null && pin.groupId === groupId));
  for (const demand of acting) {
    const { productId, position } = demand;
    const byName = productId === null || !named.has(productId) ? null : { id: productId, groupId: named.get(productId)! };
    if (byName !== null && !isShown(byName.id)) continue;
    const product = byName ?? (await bestMatch(index, demand, { query, isFree, limit: acting.length + 1, signal }));
    if (product !== null && isFree(product)) found.push({ demand, position, id: product.id, groupId: product.groupId });
  }
  return found;
}

/** The products that pins name and the search lets in, with their groups; of several variants of a group, one. */
async function findNamed(
  index: Pick<SearchIndex, 'recall'>,
  demands: readonly PinDemand[],
  { query, signal }: Pick<FindPinnedOptions, 'query' | 'signal'>,
): Promise<ReadonlyMap<ProductId, GroupId | null>> {
  const productIds = [...new Set(demands.map(({ productId }) => productId).filter((id) => id !== null))];
  if (productIds.length === 0) return new Map();
  const { candidates } = await index.recall(
    {
      ...withoutWords(query),
      only: [...(query.only ?? []), [{ productIds, filters: [] }]],
      limit: productIds.length,
      candidates: productIds.length,
    },
    signal,
  );
  return new Map(candidates.map(({ id, groupId }) => [id, groupId]));
}

async function bestMatch(
  index: Pick<SearchIndex, 'recall'>,
  { filters }: PinDemand,
  { query, isFree, limit, signal }: Pick<FindPinnedOptions, 'query' | 'signal'> & { readonly isFree: (product: Candidate) => boolean; readonly limit: number },
): Promise<Candidate | null> {
  if (filters.length === 0) return null;
  for (const asked of query.text === '' ? [withoutWords(query)] : [{ ...query, marks: [], facets: [] }, withoutWords(query)]) {
    const { candidates } = await index.recall({ ...asked, filters: [...asked.filters, ...filters], limit, candidates: limit }, signal);
    const best = candidates.find(isFree);
    if (best !== undefined) return best;
  }
  return null;
}

function withoutWords(query: RecallQuery): RecallQuery {
  return { ...query, text: '', expansions: [], marks: [], facets: [] };
}
