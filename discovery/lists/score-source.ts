import type { ItemTable, ScorePart, SequenceStep, SparseScores } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { ReasonCode } from './list-candidate.ts';

/** One voice among those that make a list. */
export interface ScoreSource {
  readonly code: ReasonCode;
  /** How much it counts beside the others, whose scores are all between 0 and 1. */
  readonly weight: number;
  /** Above 0; divided by the greatest of them when merged, unless `scaled`. */
  readonly scores: ReadonlyMap<ProductId, number>;
  /** Which products led to it, the strongest first. */
  readonly becauseOf: (id: ProductId) => readonly ProductId[];
  readonly subject: string | null;
  /** True where the scores are on the common scale already. */
  readonly scaled?: true;
}

export interface PartSourceOptions {
  readonly code: ReasonCode;
  readonly weight: number;
  readonly items: ItemTable;
  /** Oldest first. */
  readonly steps: readonly SequenceStep[];
  /** True: every step counts alike, as the products of a cart do. */
  readonly together?: boolean;
}

/** What a count says of a history. The products that led to it are those whose own voice is loudest. */
export function partSource(part: ScorePart, { code, weight, items, steps, together = false }: PartSourceOptions): ScoreSource {
  const scores = together ? sumOf(steps.map((step) => sparse(part, [step], items))) : sparse(part, steps, items);
  return { code, weight, scores, becauseOf: leadsBy(part, steps, items), subject: null };
}

/** Which of the steps' products speak for one by themselves, the loudest first, the newest of equals. Each step is asked once. */
export function leadsBy(part: ScorePart, steps: readonly SequenceStep[], items: ItemTable): ScoreSource['becauseOf'] {
  const voices = memoized(() => steps.map((step) => ({ from: step.item, says: sparse(part, [step], items) })).toReversed());
  return (id) => {
    const heard = voices().flatMap(({ from, says }) => (says.has(id) ? [{ from, score: says.get(id)! }] : []));
    return [...new Set(heard.toSorted((a, b) => b.score - a.score).map(({ from }) => items.idOf(from)))];
  };
}

/** Products and scores of a part, those it speaks for. */
function sparse(part: ScorePart, steps: readonly SequenceStep[], items: ItemTable): Map<ProductId, number> {
  const answer = part.score(steps);
  const { items: numbers, scores }: SparseScores = answer instanceof Float32Array ? aboveMean(answer) : answer;
  return new Map(Array.from(numbers, (item, i) => [items.idOf(item), scores[i]!]));
}

/** Of a dense answer, what stands above its mean, in standard deviations: so dense and sparse parts can be added up. */
export function aboveMean(dense: Float32Array): SparseScores {
  const mean = dense.reduce((sum, score) => sum + score, 0) / Math.max(1, dense.length);
  const deviation = Math.sqrt(dense.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, dense.length));
  const above = Array.from(dense.keys()).filter((item) => dense[item]! > mean);
  return { items: Int32Array.from(above), scores: Float32Array.from(above, (item) => (dense[item]! - mean) / (deviation || 1)) };
}

function sumOf(voices: readonly ReadonlyMap<ProductId, number>[]): Map<ProductId, number> {
  const sum = new Map<ProductId, number>();
  for (const voice of voices) for (const [id, score] of voice) sum.set(id, (sum.get(id) ?? 0) + score);
  return sum;
}

function memoized<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
