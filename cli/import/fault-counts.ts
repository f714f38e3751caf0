import { BAD_ROWS_SHOWN } from './import-types.ts';
import type { BadRow, LeftOut } from './import-types.ts';

export interface FaultCounts<Fault extends string> {
  add(row: BadRow<Fault>): void;
  /** A row that is not wanted. */
  skip(why: string): void;
  report(): LeftOut<Fault>;
}

/** Keeps the first bad rows, and counts of all. */
export function createFaultCounts<Fault extends string>(): FaultCounts<Fault> {
  const byCode = new Map<Fault, number>();
  const byWhy = new Map<string, number>();
  const firstBadRows: BadRow<Fault>[] = [];
  return {
    add(row) {
      byCode.set(row.code, (byCode.get(row.code) ?? 0) + 1);
      if (firstBadRows.length < BAD_ROWS_SHOWN) firstBadRows.push(row);
    },
    skip: (why) => void byWhy.set(why, (byWhy.get(why) ?? 0) + 1),
    report: () => ({
      skipped: mostFrequentFirst(byWhy).map(([why, count]) => ({ why, count })),
      badRows: byCode.values().reduce((sum, count) => sum + count, 0),
      byReason: mostFrequentFirst(byCode).map(([code, count]) => ({ code, count })),
      firstBadRows,
    }),
  };
}

function mostFrequentFirst<K extends string>(counts: ReadonlyMap<K, number>): readonly (readonly [K, number])[] {
  return [...counts].toSorted(([a, aCount], [b, bCount]) => bCount - aCount || (a < b ? -1 : 1));
}
