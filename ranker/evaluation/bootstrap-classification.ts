import { createSeededRandom } from '../seeded-random.ts';
import { percentileInterval, type BootstrapOptions, type Interval } from './bootstrap-mean.ts';
import { classificationQuality, type ClassificationQuality } from './classification-quality.ts';

/** Scores of what came next in a case, and of what did not. */
export interface ScorePair {
  readonly positive: number;
  readonly negative: number;
}

export type ClassificationIntervals = Readonly<Record<keyof ClassificationQuality, Interval>> & { readonly cases: number };

/**
 * `classificationQuality` with the percentile intervals of its bootstrap. Cases are drawn, both examples of one together: they are of the same
 * shopper. The threshold stays, since it was chosen elsewhere.
 *
 * @param pairs - One a case; not empty.
 */
export function bootstrapClassification(pairs: readonly ScorePair[], threshold: number, { seed, rounds = 1000, level = 0.95 }: BootstrapOptions): ClassificationIntervals {
  const random = createSeededRandom(seed);
  const labels = pairs.flatMap(() => [true, false]);
  const qualityOf = (drawn: readonly ScorePair[]): ClassificationQuality => classificationQuality(drawn.flatMap(({ positive, negative }) => [positive, negative]), labels, threshold);
  const quality = qualityOf(pairs);
  const resampled = Array.from({ length: rounds }, () => qualityOf(pairs.map(() => pairs[random.below(pairs.length)]!)));
  const interval = (key: keyof ClassificationQuality): Interval => percentileInterval(quality[key], resampled.map((own) => own[key]), level);
  return {
    cases: pairs.length,
    accuracy: interval('accuracy'),
    precision: interval('precision'),
    recall: interval('recall'),
    f1: interval('f1'),
    auc: interval('auc'),
  };
}
