import { bootstrapMean, type Interval } from '../evaluation/bootstrap-mean.ts';
import type { HeldOutCase } from '../evaluation/held-out.ts';
import { coverage, diversity } from '../evaluation/list-variety.ts';
import { rankingQuality, type RankingQuality } from '../evaluation/ranking-quality.ts';
import type { MergedRecommender } from '../merge/merged-recommender.ts';

export interface RankOptions {
  readonly cut: number;
  /** What a shopper must not be shown, by history. */
  readonly isExcluded: (held: HeldOutCase) => (item: number) => boolean;
}

export interface QualityOptions {
  readonly items: number;
  /** Likeness of two items, 0 to 1, for diversity. */
  readonly likeness: (a: number, b: number) => number;
}

export interface RecommenderQuality {
  /** Held-out cases that it was measured on. */
  readonly cases: number;
  readonly hitRate: Interval;
  readonly ndcg: Interval;
  readonly mrr: Interval;
  readonly recall: Interval;
  readonly precision: Interval;
  readonly coverage: number;
  /** Mean over the lists. */
  readonly diversity: number;
}

/** What a recommender ranked first in each case, and how good that is; aligned to the cases. */
export interface RankedCases {
  readonly lists: readonly (readonly number[])[];
  readonly qualities: readonly RankingQuality[];
}

/** All items ranked for each of the held-out cases. */
export function rankCases(recommender: MergedRecommender, cases: readonly HeldOutCase[], options: RankOptions): RankedCases {
  const lists = cases.map((held) =>
    recommender.recommend(held.history, { limit: options.cut, isExcluded: options.isExcluded(held) }).map(({ item }) => item),
  );
  return { lists, qualities: lists.map((list, place) => rankingQuality(list, cases[place]!.targets, options.cut)) };
}

/** How good a recommender's first places are; 95% bootstrap intervals over shoppers. */
export function qualityOfRanked({ lists, qualities }: RankedCases, options: QualityOptions): RecommenderQuality {
  const interval = (key: keyof RankingQuality): Interval => bootstrapMean(qualities.map((quality) => quality[key]), { seed: 1 });
  return {
    cases: lists.length,
    hitRate: interval('hitRate'),
    ndcg: interval('ndcg'),
    mrr: interval('mrr'),
    recall: interval('recall'),
    precision: interval('precision'),
    coverage: coverage(lists, options.items),
    diversity: lists.reduce((sum, list) => sum + diversity(list, options.likeness), 0) / Math.max(1, lists.length),
  };
}
