import { AppError } from '../../../schema/errors.ts';
import { changeVersion, type ProductId } from '../../../schema/ids.ts';
import type { FeedToken } from '../../ports/change-feed.ts';
import type { Checkpoint } from '../../ports/search-index.ts';
import type { Connection } from '../connection.ts';
import { STATE_ID } from '../mapping/entry-id.ts';

/** How far a generation is, kept in an entry of its own index. */
export interface GenerationState {
  readonly checkpoint: Checkpoint | null;
  /** Last id whose backfill is durable; null once it is done, and before. */
  readonly scannedTo: ProductId | null;
}

interface StoredState {
  readonly checkpoint: { readonly token: FeedToken; readonly version: string } | null;
  readonly scannedTo: ProductId | null;
}

/** The state of an index, or of the one that an alias stands for, whose name comes with it. */
export async function readState(connection: Connection, indexOrAlias: string, signal?: AbortSignal): Promise<GenerationState & { readonly index: string }> {
  const { docs } = await connection.read((client, call) => client.mget<{ state: StoredState }>({ index: indexOrAlias, docs: [{ _id: STATE_ID, _source: ['state'] }] }, call), signal);
  const answer = docs[0]!;
  if ('error' in answer) throw new AppError('SEARCH_INDEX_UNAVAILABLE', `Elasticsearch has no state of a generation: ${answer.error.type}.`, { details: { status: 404 } });
  const index = answer._index;
  const state = answer.found ? (answer._source?.state ?? null) : null;
  if (state === null) return { index, checkpoint: null, scannedTo: null };
  const { checkpoint, scannedTo } = state;
  return { index, checkpoint: checkpoint === null ? null : { token: checkpoint.token, version: changeVersion(BigInt(checkpoint.version)) }, scannedTo };
}

/** To be called when the operations that it speaks of are acknowledged. */
export async function writeState(connection: Connection, index: string, { checkpoint, scannedTo }: GenerationState, signal?: AbortSignal): Promise<void> {
  const state: StoredState = { checkpoint: checkpoint === null ? null : { token: checkpoint.token, version: String(checkpoint.version) }, scannedTo };
  await connection.write((client, call) => client.index({ index, id: STATE_ID, document: { state } }, call), signal);
}
