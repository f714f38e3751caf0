import { createHash } from 'node:crypto';
import type { ProductId } from '../../../schema/ids.ts';

/** Longest `_id` that Elasticsearch takes, bytes. */
const ID_BYTES_MAX = 512;

/** `_id` of the entry of a product: its own id, or a digest where that is too long. */
export function entryId(id: ProductId): string {
  return Buffer.byteLength(id) <= ID_BYTES_MAX ? id : `sha256 ${createHash('sha256').update(id).digest('hex')}`;
}

/** `_id` of a generation's own entry; ids of products begin with no white space. */
export const STATE_ID = ' state';
