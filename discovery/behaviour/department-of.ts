import { INTEREST_WEIGHTS, type SequenceStep } from '../../ranker/index.ts';

/** Steps that speak for what someone is interested in now. */
const STEPS = 20;

/** The root category of most of the last steps, the latest of equals; null where none is known. */
export function departmentOf(
  history: readonly SequenceStep[],
  leafOf: (item: number) => number,
  rootOf: (category: number) => number,
): number | null {
  const counts = new Map<number, number>();
  let best: number | null = null;
  for (const { item, type } of history.slice(-STEPS)) {
    const leaf = leafOf(item);
    if (leaf === -1 || INTEREST_WEIGHTS[type] === 0) continue;
    const root = rootOf(leaf);
    const count = (counts.get(root) ?? 0) + 1;
    counts.set(root, count);
    if (best === null || count >= counts.get(best)!) best = root;
  }
  return best;
}
