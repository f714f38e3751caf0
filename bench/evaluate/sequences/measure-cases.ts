import { bootstrapMean, coverage, createMergedRecommender, rankingQuality, type HeldOutCase, type Interval, type MergedRecommender, type ScorePart } from '../../../ranker/index.ts';

export const CUT = 10;

export interface Measured {
  readonly hitRate: Interval;
  readonly ndcg: Interval;
  readonly mrr: Interval;
  readonly recall: Interval;
  /** Share of the catalogue that any shopper is shown. */
  readonly coverage: number;
}

/** Full ranking over all items, the shopper's own left out. */
export function measureCases(recommender: MergedRecommender, cases: readonly HeldOutCase[], items: number): Measured {
  const lists = cases.map(({ history }) => {
    const own = new Set(history.map(({ item }) => item));
    return recommender.recommend(history, { limit: CUT, isExcluded: (item) => own.has(item) }).map(({ item }) => item);
  });
  const qualities = lists.map((list, place) => rankingQuality(list, cases[place]!.targets, CUT));
  const interval = (key: 'hitRate' | 'ndcg' | 'mrr' | 'recall'): Interval => bootstrapMean(qualities.map((quality) => quality[key]), { seed: 1 });
  return { hitRate: interval('hitRate'), ndcg: interval('ndcg'), mrr: interval('mrr'), recall: interval('recall'), coverage: coverage(lists, items) };
}

/** A part alone is a merger of one. */
export function recommenderOf(part: ScorePart): MergedRecommender {
  return createMergedRecommender([part], { [part.name]: 1 });
}
