import { productId } from '../../schema/ids.ts';
import type { JsonObject, SourceRecord } from '../../stores/ports/catalog-store.ts';
import type { ProductInput } from '../generated/catalog.ts';

/** The product as the catalog receives it: the input itself, so that cleaning can be done again from it. */
export function toSourceRecord(input: ProductInput): SourceRecord {
  // Through JSON, since what graphql builds has no prototype and may hold undefined.
  return { id: productId(input.id), mapping: null, record: JSON.parse(JSON.stringify(input)) as JsonObject, origin: null };
}
