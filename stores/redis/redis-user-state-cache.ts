import { type ModelVersion, modelVersion } from '../../schema/ids.ts';
import { EMBEDDINGS_MAX, USER_STATE_TTL_MS, type CachedEmbedding, type UserStateCache } from '../ports/user-state-cache.ts';
import type { RedisConnection } from './connect.ts';
import type { Keys } from './create-keys.ts';
import { putStamped } from './put-stamped.ts';
import { decodeSequence, encodeSequence } from './sequence-codec.ts';
import { decodeEmbedding, decodeStamped, encodeEmbedding, encodeStamped, type Stamped } from './stamped.ts';

export interface RedisCacheOptions {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

// The numbers change with the form of what is kept, so that two releases beside each other do not misread one another.
const SEQUENCE = 'sequence-1';
const EMBEDDING = 'embedding-2:';
const embeddingField = (model: ModelVersion): string => EMBEDDING + model;

/**
 * A hash a shopper: the sequence in one field, each embedding in another. So all of a shopper is one key, read by one command,
 * on one node of a cluster, and gone with one deletion. The server drops it `USER_STATE_TTL_MS` after it was last written,
 * earlier where it needs the room (docs/redis.md).
 */
export function createRedisUserStateCache({ connection, keys, now }: RedisCacheOptions): UserStateCache {
  const fresh = (bytes: Buffer | null | undefined): Stamped | null => {
    const stamped = bytes == null ? null : decodeStamped(bytes);
    return stamped !== null && stamped.expiresAtMs > now() ? stamped : null;
  };
  const put = async (key: string, field: string, entry: Pick<Stamped, 'position' | 'body'>, signal: AbortSignal | undefined): Promise<void> => {
    const nowMs = now();
    const value = encodeStamped({ ...entry, expiresAtMs: nowMs + USER_STATE_TTL_MS });
    await connection.run((client) => putStamped(client, [key], [field, value, nowMs, USER_STATE_TTL_MS, EMBEDDING, EMBEDDINGS_MAX]), signal);
  };

  return {
    async state(shopper, signal) {
      const fields = await connection.run((client) => client.hgetallBuffer(keys.shopper(shopper)), signal);
      const sequence = fresh(fields[SEQUENCE]);
      const embeddings = new Map<ModelVersion, CachedEmbedding>();
      for (const [field, bytes] of Object.entries(fields)) {
        const embedding = field.startsWith(EMBEDDING) ? fresh(bytes) : null;
        if (embedding !== null) embeddings.set(modelVersion(field.slice(EMBEDDING.length)), toEmbedding(embedding));
      }
      return { sequence: sequence === null ? null : decodeSequence(sequence.position, sequence.body), embeddings };
    },

    putSequence: (shopper, sequence, signal) =>
      put(keys.shopper(shopper), SEQUENCE, { position: sequence.position, body: encodeSequence(sequence) }, signal),

    async embedding(shopper, model, signal) {
      const embedding = fresh(await connection.run((client) => client.hgetBuffer(keys.shopper(shopper), embeddingField(model)), signal));
      return embedding === null ? null : toEmbedding(embedding);
    },

    putEmbedding: (shopper, model, { position, ...embedding }, signal) =>
      put(keys.shopper(shopper), embeddingField(model), { position, body: encodeEmbedding(embedding) }, signal),

    async forget(shopper, signal) {
      await connection.run((client) => client.del(keys.shopper(shopper)), signal);
    },
  };
}

function toEmbedding({ position, body }: Stamped): CachedEmbedding {
  return { position, ...decodeEmbedding(body) };
}
