import { hash } from 'node:crypto';
import { readColumn } from '../../../indexer/index.ts';
import type { JsonObject } from '../../../stores/ports/catalog-store.ts';

/**
 * An id made from what a row says, so that the same row of another import, or of a longer file, is the same event.
 * @param columns whose contents count, in this order; null: all of the row, whatever their order
 */
export function contentId(record: JsonObject, columns: readonly string[] | null): string {
  const content = columns === null ? Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)) : columns.map((column) => readColumn(record, column));
  // 132 bits: among a billion rows two that differ get the same with a chance of 1 in 10^21.
  return `row-${hash('sha256', JSON.stringify(content), 'base64url').slice(0, 22)}`;
}
