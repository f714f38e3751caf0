import { BAD_ROWS_SHOWN } from './import-types.ts';
import type { BadRow, ImportSummary, RowFault } from './import-types.ts';

export interface FaultCounts {
  add(row: BadRow): void;
  /** Whether the row of this line was put into the quarantine. */
  isQuarantined(line: number): boolean;
  report(): Pick<ImportSummary, 'badRows' | 'byReason' | 'firstBadRows'>;
}

/** Keeps the first bad rows, the counts, and the line of each quarantined row. */
export function createFaultCounts(): FaultCounts {
  const byCode = new Map<RowFault, number>();
  const firstBadRows: BadRow[] = [];
  const lines = new Set<number>();
  return {
    add(row) {
      byCode.set(row.code, (byCode.get(row.code) ?? 0) + 1);
      if (firstBadRows.length < BAD_ROWS_SHOWN) firstBadRows.push(row);
      if (row.code !== 'DUPLICATE_ID') lines.add(row.line);
    },
    isQuarantined: (line) => lines.has(line),
    report: () => ({
      badRows: byCode.values().reduce((sum, count) => sum + count, 0),
      byReason: [...byCode]
        .map(([code, count]) => ({ code, count }))
        .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
      firstBadRows,
    }),
  };
}
