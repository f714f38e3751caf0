import type { ScorePart, SparseScores } from '../score-part.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { bootstrapClassification, type ClassificationIntervals, type ScorePair } from './bootstrap-classification.ts';
import { balancedThreshold } from './classification-quality.ts';
import type { HeldOutCase } from './held-out.ts';

export interface TellApartOptions {
  readonly validation: readonly HeldOutCase[];
  readonly test: readonly HeldOutCase[];
  readonly items: number;
}

/**
 * How well a part tells the item that came next from one drawn by chance, one of each a case. The threshold is the one that, on
 * validation, calls half of the examples positive: scores that are no probabilities are judged as fairly as those that are. 95% bootstrap
 * intervals over shoppers.
 */
export function tellApart(part: ScorePart, { validation, test, items }: TellApartOptions): ClassificationIntervals {
  const chosen = pairsOf(part, validation, items, 21).flatMap(({ positive, negative }) => [positive, negative]);
  return bootstrapClassification(pairsOf(part, test, items, 22), balancedThreshold(chosen, validation.length), { seed: 1 });
}

function pairsOf(part: ScorePart, cases: readonly HeldOutCase[], items: number, seed: number): ScorePair[] {
  const random = createSeededRandom(seed);
  return cases.map(({ history, targets }) => {
    const known = new Set([...targets, ...history.map(({ item }) => item)]);
    const [target] = targets;
    let other = random.below(items);
    while (known.has(other)) other = random.below(items);
    const of = scoreOf(part.score(history));
    return { positive: of(target!), negative: of(other) };
  });
}

function scoreOf(answer: SparseScores | Float32Array): (item: number) => number {
  if (answer instanceof Float32Array) return (item) => answer[item]!;
  return (item) => answer.scores[answer.items.indexOf(item)] ?? 0;
}
