import type { EventsSummary } from './events/events-import-types.ts';
import type { ImportProgress, ImportSummary, LeftOut, MissingColumn } from './import-types.ts';

/** One line for standard error, such as `12,000 rows, 8,100 rows/s, 34%, 3 s left`. */
export function formatProgress({ rows, rowsPerSecond, share, secondsLeft }: ImportProgress): string {
  const left = secondsLeft === null ? 'time left unknown' : `${Math.ceil(secondsLeft)} s left`;
  return `${count(rows)} rows, ${count(Math.round(rowsPerSecond))} rows/s, ${Math.floor(share * 100)}%, ${left}`;
}

/** The result for people, several lines. With `--json` print the summary and the bad rows themselves instead. */
export function formatSummary({ file, rows, stored, seconds, missingColumns, ...leftOut }: ImportSummary): string {
  return [`${file}: ${count(rows)} rows read, ${count(stored)} stored, ${count(rows - stored)} not, in ${seconds.toFixed(1)} s`, ...missingColumns.map(formatMissing), ...formatLeftOut(leftOut)].join('\n');
}

/** Likewise of an import of events. */
export function formatEventsSummary({ file, rows, recorded, duplicates, seconds, missingColumns, ...leftOut }: EventsSummary): string {
  const first = `${file}: ${count(rows)} rows read, ${count(recorded)} events recorded, ${count(duplicates)} known already, in ${seconds.toFixed(1)} s`;
  return [first, ...missingColumns.map(formatMissing), ...formatLeftOut(leftOut)].join('\n');
}

function formatMissing({ column, nearest }: MissingColumn): string {
  return `  no record has the mapping's column "${column}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
}

function formatLeftOut({ skipped, badRows, byReason, firstBadRows }: LeftOut<string>): string[] {
  const hidden = badRows - firstBadRows.length;
  return [
    ...skipped.map((of) => `  left out as the mapping says, ${of.why}: ${count(of.count)}`),
    ...byReason.map((of) => `  ${of.code}: ${count(of.count)}`),
    ...firstBadRows.map(({ line, code, message }) => `  line ${line}: ${code}: ${message}`),
    ...(hidden > 0 ? [`  and ${count(hidden)} more; --json lists them all`] : []),
  ];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
