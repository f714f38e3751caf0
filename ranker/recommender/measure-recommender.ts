import { bootstrapMean, type Interval } from '../evaluation/bootstrap-mean.ts';
import type { HeldOutCase } from '../evaluation/held-out.ts';
import { coverage, diversity } from '../evaluation/list-variety.ts';
import { rankingQuality, type RankingQuality } from '../evaluation/ranking-quality.ts';
import type { MergedRecommender } from '../merge/merged-recommender.ts';

export interface MeasureOptions {
  readonly items: number;
  readonly cut: number;
  /** What a shopper must not be shown, by history. */
  readonly isExcluded: (held: HeldOutCase) => (item: number) => boolean;
  /** Likeness of two items, 0 to 1, for diversity. */
  readonly likeness: (a: number, b: number) => number;
}

export interface RecommenderQuality {
  readonly hitRate: Interval;
  readonly ndcg: Interval;
  readonly mrr: Interval;
  readonly recall: Interval;
  readonly precision: Interval;
  readonly coverage: number;
  /** Mean over the lists. */
  readonly diversity: number;
}

/** How good a recommender's first places are on held-out cases, all items ranked; 95% bootstrap intervals over shoppers. */
export function measureRecommender(recommender: MergedRecommender, cases: readonly HeldOutCase[], options: MeasureOptions): RecommenderQuality {
  const lists = cases.map((held) =>
    recommender.recommend(held.history, { limit: options.cut, isExcluded: options.isExcluded(held) }).map(({ item }) => item),
  );
  const qualities = lists.map((list, place) => rankingQuality(list, cases[place]!.targets, options.cut));
  const interval = (key: keyof RankingQuality): Interval => bootstrapMean(qualities.map((quality) => quality[key]), { seed: 1 });
  return {
    hitRate: interval('hitRate'),
    ndcg: interval('ndcg'),
    mrr: interval('mrr'),
    recall: interval('recall'),
    precision: interval('precision'),
    coverage: coverage(lists, options.items),
    diversity: lists.reduce((sum, list) => sum + diversity(list, options.likeness), 0) / Math.max(1, lists.length),
  };
}
