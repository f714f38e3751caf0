import { hasColumn, nearest } from '../../indexer/index.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { MissingColumn } from './import-types.ts';

/** Records whose columns are remembered for hints; files have all theirs early, but for sparse ones. */
const REMEMBERED = 1_000;

export interface MissingColumns {
  see(record: JsonObject): void;
  /** In the order of the mapping; none where no record was seen. */
  report(): readonly MissingColumn[];
}

/** Watches for the columns that a mapping names: one that no record has is misspelt, or was meant for another file. */
export function createMissingColumns(named: readonly string[]): MissingColumns {
  const missing = new Set(named);
  const known = new Set<string>();
  let seen = 0;
  return {
    see(record) {
      seen += 1;
      if (seen <= REMEMBERED) for (const column of Object.keys(record)) known.add(column);
      for (const column of missing) if (hasColumn(record, column)) missing.delete(column);
    },
    report: () => (seen === 0 ? [] : [...missing].map((column) => ({ column, nearest: nearest(column, [...known]) }))),
  };
}
