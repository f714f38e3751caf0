import type { ImportProgress, ImportSummary } from './import-types.ts';

/** One line for standard error, such as `12,000 rows, 8,100 rows/s, 34%, 3 s left`. */
export function formatProgress({ rows, rowsPerSecond, share, secondsLeft }: ImportProgress): string {
  const left = secondsLeft === null ? 'time left unknown' : `${Math.ceil(secondsLeft)} s left`;
  return `${count(rows)} rows, ${count(Math.round(rowsPerSecond))} rows/s, ${Math.floor(share * 100)}%, ${left}`;
}

/** The result for people, several lines. With `--json` print the summary and the bad rows themselves instead. */
export function formatSummary({ file, rows, stored, badRows, byReason, firstBadRows, seconds }: ImportSummary): string {
  const lines = [`${file}: ${count(rows)} rows read, ${count(stored)} stored, ${count(badRows)} not, in ${seconds.toFixed(1)} s`];
  for (const reason of byReason) lines.push(`  ${reason.code}: ${count(reason.count)}`);
  for (const row of firstBadRows) lines.push(`  line ${row.line}: ${row.code}: ${row.message}`);
  const hidden = badRows - firstBadRows.length;
  if (hidden > 0) lines.push(`  and ${count(hidden)} more; --json lists them all`);
  return lines.join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en');
}
