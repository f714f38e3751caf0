import type { ScorePart, SparseScores } from '../score-part.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { balancedThreshold, classificationQuality, type ClassificationQuality } from './classification-quality.ts';
import type { HeldOutCase } from './held-out.ts';

export interface TellApartOptions {
  readonly validation: readonly HeldOutCase[];
  readonly test: readonly HeldOutCase[];
  readonly items: number;
}

/**
 * How well a part tells the item that came next from one drawn by chance, one of each a case. The threshold is the one that, on
 * validation, calls half of the examples positive: scores that are no probabilities are judged as fairly as those that are.
 */
export function tellApart(part: ScorePart, { validation, test, items }: TellApartOptions): ClassificationQuality {
  const chosen = examplesOf(part, validation, items, 21);
  const judged = examplesOf(part, test, items, 22);
  return classificationQuality(judged.scores, judged.labels, balancedThreshold(chosen.scores, validation.length));
}

function examplesOf(part: ScorePart, cases: readonly HeldOutCase[], items: number, seed: number) {
  const random = createSeededRandom(seed);
  const scores: number[] = [];
  const labels: boolean[] = [];
  for (const { history, targets } of cases) {
    const known = new Set([...targets, ...history.map(({ item }) => item)]);
    const [target] = targets;
    let other = random.below(items);
    while (known.has(other)) other = random.below(items);
    const of = scoreOf(part.score(history));
    scores.push(of(target!), of(other));
    labels.push(true, false);
  }
  return { scores, labels };
}

function scoreOf(answer: SparseScores | Float32Array): (item: number) => number {
  if (answer instanceof Float32Array) return (item) => answer[item]!;
  return (item) => answer.scores[answer.items.indexOf(item)] ?? 0;
}
