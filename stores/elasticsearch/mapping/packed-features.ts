import { kindsOf, unpackVector } from '../../../search/index.ts';
import type { Product } from '../../ports/product.ts';
import type { StoredFeatures } from '../../ports/search-index.ts';

/** What comes with a candidate. */
export interface Features extends StoredFeatures {
  readonly available: boolean;
}

type PackedFeatures = Omit<Features, 'embedding' | 'kinds'> & Partial<Pick<Features, 'kinds'>>;

const HEADER_BYTES = 4;

/**
 * What ranking needs of a product, as base64: one doc value a product, read by column, costs a fraction of opening its source.
 * Little endian: length of the JSON, 32 bits; JSON; the embedding's direction.
 *
 * @param direction - As `packVector` gives it.
 */
export function packFeatures(product: Product, available: boolean, direction: Uint8Array | null): string {
  const { brand, categories, price, listPrice, rating, releasedAtMs } = product;
  const json = Buffer.from(
    JSON.stringify({
      brand, categoryIds: categories.map(({ id }) => id), price: price?.amount ?? null, listPrice: listPrice?.amount ?? null, rating, releasedAtMs,
      kinds: kindsOf(product), available,
    }),
  );
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(json.length);
  return Buffer.concat([header, json, ...(direction === null ? [] : [direction])]).toString('base64');
}

/** @param dimensions - Length that embeddings must have to be given back; 0: none is. */
export function unpackFeatures(packed: string, dimensions: number): Features {
  const bytes = Buffer.from(packed, 'base64');
  const end = HEADER_BYTES + bytes.readUInt32LE();
  const features = JSON.parse(bytes.toString('utf8', HEADER_BYTES, end)) as PackedFeatures;
  const vector = bytes.subarray(end);
  // A generation of a release before has none.
  return { ...features, kinds: features.kinds ?? [], embedding: dimensions > 0 && vector.length === dimensions ? unpackVector(vector) : null };
}
