import { rankingQuality } from '../evaluation/ranking-quality.ts';
import type { MergeCandidates } from './merge-candidates.ts';
import type { PartWeights } from './merged-recommender.ts';
import { topItems } from './top-items.ts';

/** A held-out case as the parts see it. */
export interface WeightCase {
  readonly candidates: MergeCandidates;
  readonly targets: ReadonlySet<number>;
}

export interface FittedPartWeights {
  readonly weights: PartWeights;
  /** Mean NDCG at `k` with them. */
  readonly ndcg: number;
}

const STEPS = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.4, 2, 3, 5];
const ROUNDS_MAX = 6;

/**
 * Weights of the parts by coordinate search: from the best part alone, each part's weight in turn is set to the value that
 * ranks the held-out targets best, until none changes. Ranks are all that counts, so the scale of the weights is free.
 *
 * @param names - Of the parts, aligned to `candidates.scores`.
 */
export function fitPartWeights(names: readonly string[], cases: readonly WeightCase[], k = 10): FittedPartWeights {
  const alone = names.map((_, part) => meanNdcg(cases, cases.map(({ candidates }) => candidates.scores[part]!), k));
  const best = alone.indexOf(Math.max(...alone));
  const weights: number[] = names.map((_, part) => (part === best ? 1 : 0));
  let ndcg = alone[best]!;
  for (let round = 0, changed = true; changed && round < ROUNDS_MAX; round += 1) {
    changed = false;
    for (let part = 0; part < names.length; part += 1) {
      const others = cases.map(({ candidates }) => weightedSum(candidates, weights.with(part, 0)));
      for (const step of STEPS) {
        if (step === weights[part]) continue;
        const value = meanNdcg(cases, others.map((sums, place) => plus(sums, cases[place]!.candidates.scores[part]!, step)), k);
        // What is no better than noise in the last digits must not be taken up, so that the same data give the same weights.
        if (value > ndcg + 1e-6) [weights[part], ndcg, changed] = [step, value, true];
      }
    }
  }
  return { weights: Object.fromEntries(names.map((name, part) => [name, weights[part]!])), ndcg };
}

function meanNdcg(cases: readonly WeightCase[], sums: readonly Float32Array[], k: number): number {
  const total = cases.reduce((sum, { candidates, targets }, place) => sum + rankingQuality(topItems(sums[place]!, candidates.items, k), targets, k).ndcg, 0);
  return total / cases.length;
}

function weightedSum({ items, scores }: MergeCandidates, weights: readonly number[]): Float32Array {
  return Float32Array.from(items, (_, place) => scores.reduce((sum, own, part) => sum + weights[part]! * own[place]!, 0));
}

function plus(sums: Float32Array, scores: Float32Array, weight: number): Float32Array {
  return sums.map((sum, place) => sum + weight * scores[place]!);
}
