import { changeVersion, type ProductId } from '../../../schema/ids.ts';
import type { Product } from '../../ports/product.ts';
import type { IndexDocument, StoredFeatures } from '../../ports/search-index.ts';
import type { Connection } from '../connection.ts';
import { entryId } from '../mapping/entry-id.ts';
import { unpackFeatures } from '../mapping/packed-features.ts';

/** What an entry's source holds; a tombstone has neither product nor features. */
export interface EntrySource {
  readonly id: ProductId;
  readonly version: string;
  readonly checksum?: string;
  readonly product?: Product;
  readonly features?: string;
}

/** Entries per request: some megabytes. */
const PER_REQUEST = 1_000;

/** Sources of entries in the order of `ids`, as they are now, refreshed or not; null where there is none, or a tombstone. */
export async function sourcesByIds(
  connection: Connection,
  index: string,
  ids: readonly ProductId[],
  fields: readonly (keyof EntrySource)[],
  signal?: AbortSignal,
): Promise<readonly (EntrySource | null)[]> {
  const sources: (EntrySource | null)[] = [];
  for (let from = 0; from < ids.length; from += PER_REQUEST) {
    const part = ids.slice(from, from + PER_REQUEST).map(entryId);
    const { docs } = await connection.read((client, call) => client.mget<EntrySource>({ index, ids: part, _source_includes: [...fields] }, call), signal);
    for (const answer of docs) sources.push('found' in answer && answer.found && answer._source?.features !== undefined ? answer._source : null);
  }
  return sources;
}

export function toIndexDocument({ id, version, checksum, product, features }: EntrySource, dimensions: number): IndexDocument {
  return { id, version: changeVersion(BigInt(version)), checksum: checksum!, product: product!, embedding: unpackFeatures(features!, dimensions).embedding };
}

export function toStoredFeatures({ features }: EntrySource, dimensions: number): StoredFeatures {
  const { available: _available, ...stored } = unpackFeatures(features!, dimensions);
  return stored;
}
