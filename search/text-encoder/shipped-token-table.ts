import { readFileSync } from 'node:fs';
import { decodeTokenTable, type TokenTable } from './token-table.ts';

/** The token table that comes with Aisle; docs/text-encoder.md says what it was fitted on. */
export function shippedTokenTable(): TokenTable {
  return decodeTokenTable(readFileSync(new URL('shipped-table.bin', import.meta.url)), 'shipped-table.bin');
}
