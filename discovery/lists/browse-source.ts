import type { ProductId } from '../../schema/ids.ts';
import { RECALL_MAX, type SearchIndex } from '../../stores/ports/search-index.ts';
import type { BehaviourCounts } from '../behaviour/behaviour-counts.ts';
import { isIndexUnavailable } from '../is-index-unavailable.ts';
import { CAN_BE_HAD, type ListAsk } from './list-ask.ts';
import type { ScoreSource } from './score-source.ts';

/** Without filters the best rated are enough to fill a list with. */
const UNFILTERED_MAX = 200;
/** Products that the other sources propose from which nothing needs to be filled, after what may not be shown is left out. */
const ENOUGH = 400;
/** Best first, this many go on into the list. */
const KEPT_MAX = 500;

/**
 * What there is within the caller's filters: the wanted ones first (`POPULAR`), then the best rated (`TOP_RATED`). It fills
 * lists whose other sources know little within narrow filters, in a new shop, or of a new shopper.
 * @returns Two sources, either may be empty; none where the `others` are enough.
 */
export async function browseSources(
  index: SearchIndex,
  counts: BehaviourCounts,
  { list, signal }: ListAsk,
  weights: { readonly popular: number; readonly topRated: number },
  others: readonly ScoreSource[],
): Promise<readonly ScoreSource[]> {
  const proposed = new Set(others.flatMap(({ scores }) => [...scores.keys()])).size;
  if (list.filters.length === 0 && proposed >= ENOUGH) return [];
  const ids = await browse();
  const demandOf = (id: ProductId): number => {
    const item = counts.items.indexOf(id);
    return item === undefined ? 0 : counts.popularity.demand(item);
  };
  const wanted = ids
    .map((id) => [id, Math.log1p(demandOf(id))] as const)
    .filter(([, demand]) => demand > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, KEPT_MAX);
  const rated = ids.slice(0, KEPT_MAX).map((id, place) => [id, 1 - place / (KEPT_MAX + 1)] as const);
  return [
    { code: 'POPULAR', weight: weights.popular, scores: new Map(wanted), becauseOf: () => [], subject: null },
    { code: 'TOP_RATED', weight: weights.topRated, scores: new Map(rated), becauseOf: () => [], subject: null },
  ];

  async function browse(): Promise<readonly ProductId[]> {
    try {
      const { ids: found } = await index.recall(
        {
          text: '',
          locale: null,
          matching: 'any',
          prefix: false,
          filters: [CAN_BE_HAD, ...list.filters],
          sort: 'RELEVANCE',
          limit: list.filters.length === 0 ? UNFILTERED_MAX : RECALL_MAX,
          candidates: 0,
          facets: [],
        },
        signal,
      );
      return found;
    } catch (error) {
      if (!isIndexUnavailable(error)) throw error;
      return [];
    }
  }
}
