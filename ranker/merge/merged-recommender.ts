import type { ScorePart, SequenceStep } from '../score-part.ts';
import { mergeCandidates } from './merge-candidates.ts';
import { topItems } from './top-items.ts';

/** How much each part counts, by its name; those that are not named count 0. */
export type PartWeights = Readonly<Record<string, number>>;

export interface MergedItem {
  /** Number in the `ItemTable`. */
  readonly item: number;
  /** Sum of the contributions; comparable only within one answer. */
  readonly score: number;
  /** Each part's weight times its scaled score, in the order of the parts; the largest names the reason. */
  readonly contributions: readonly { readonly part: string; readonly value: number }[];
}

export interface RecommendOptions {
  /** Items at most. */
  readonly limit: number;
  /** Items that must not be returned, such as what was bought or is hidden. They do not take up a part's places either. */
  readonly isExcluded?: (item: number) => boolean;
}

export interface MergedRecommender {
  /** Names of the parts that count, in order. */
  readonly parts: readonly string[];
  /**
   * @param history - Oldest first, at most 50 steps.
   * @returns Best first, no item twice; empty where no part has anything to say.
   */
  recommend(history: readonly SequenceStep[], options: RecommendOptions): MergedItem[];
}

/**
 * Adds up what several parts say. Parts are scaled to each other per shopper (`normaliseScores`); the items considered are the
 * union of each part's `TOP_OF_EACH_PART` best. Weights come from `fitPartWeights`; a part of weight 0 is not asked.
 *
 * @param parts - All over the same `ItemTable`.
 */
export function createMergedRecommender(parts: readonly ScorePart[], weights: PartWeights): MergedRecommender {
  const counted = parts.filter(({ name }) => (weights[name] ?? 0) > 0);
  return {
    parts: counted.map(({ name }) => name),
    recommend(history, { limit, isExcluded = () => false }) {
      const { items, scores } = mergeCandidates(counted, history, { isExcluded });
      const contribution = (part: number, place: number): number => weights[counted[part]!.name]! * scores[part]![place]!;
      const sums = Float32Array.from(items, (_, place) => counted.reduce((sum, _part, part) => sum + contribution(part, place), 0));
      const placeOf = new Map(Array.from(items, (item, place) => [item, place]));
      return Array.from(topItems(sums, items, limit), (item) => {
        const place = placeOf.get(item)!;
        return {
          item,
          score: sums[place]!,
          contributions: counted.map(({ name }, part) => ({ part: name, value: contribution(part, place) })),
        };
      });
    },
  };
}
