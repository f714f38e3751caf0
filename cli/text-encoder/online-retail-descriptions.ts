import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** Shorter ones are notes of the shop's staff: "damaged", "?". */
const LENGTH_MIN = 7;
/** Rows in which a description must stand: once is a slip. */
const ROWS_MIN = 2;

/** Different product descriptions of Online Retail, in the order of their first row. */
export async function onlineRetailDescriptions(file: string): Promise<readonly string[]> {
  const source = createReadStream(file);
  const rows = (file.endsWith('.gz') ? source.pipe(createGunzip()) : source).pipe(parse({ columns: true, bom: true }));
  const counts = new Map<string, number>();
  for await (const row of rows) {
    const description = ((row as Readonly<Record<string, string | undefined>>)['Description'] ?? '').trim();
    if (description.length >= LENGTH_MIN) counts.set(description, (counts.get(description) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= ROWS_MIN).map(([description]) => description);
}
