import { AppError } from '../../schema/errors.ts';
import { listId, type ProductId } from '../../schema/ids.ts';
import { RESULT_LIST_TTL_MS, type ResultList, type ResultListStore } from '../ports/result-list-store.ts';
import { defineScript } from './define-script.ts';
import type { RedisCacheOptions } from './redis-user-state-cache.ts';

/** Ids a block: a page of 24 lies in one or two of them. */
const BLOCK = 100;

/**
 * KEYS[1] the hash; ARGV: time to live (ms), then fields and values in turn. A server that is full refuses a script by its
 * first write alone, so that is one which takes room.
 */
const replaceHash = defineScript(`
redis.call('HSET', KEYS[1], ARGV[2], '')
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
`);

/** KEYS[1] the sorted set, by expiry; ARGV: a list, now, and its time to live (ms). Those that have expired go with each new one. */
const noteList = defineScript(`
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[2] + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
`);

interface Head {
  readonly fingerprint: string;
  readonly length: number;
  readonly total: number;
  /** Unix epoch, milliseconds. */
  readonly expiresAtMs: number;
}

/**
 * A hash a list: what belongs to the whole, and the ids in blocks. So any page is one command that reads a block or two,
 * however long the list is. The server drops it with its time, earlier where it needs the room. Which lists a
 * shopper asked for is noted beside what else is kept of them, so that an erasure finds them.
 */
export function createRedisResultLists({ connection, keys, now }: RedisCacheOptions): ResultListStore {
  return {
    async keep(list, signal) {
      const key = keys.list(list.id);
      const { id, shopper } = list;
      const nowMs = now();
      const fields = fieldsOf(list, nowMs + RESULT_LIST_TTL_MS);
      await asIfEmpty(
        connection.run(async (client) => {
          // Noted before it is there: what is kept can be found.
          const noted = shopper === null ? null : noteList(client, [keys.listsOf(shopper)], [id, nowMs, RESULT_LIST_TTL_MS]);
          await Promise.all([noted, replaceHash(client, [key], [RESULT_LIST_TTL_MS, ...fields])]);
        }, signal),
      );
    },

    async slice(id, offset, count, signal) {
      const first = Math.floor(offset / BLOCK);
      const last = Math.floor((offset + Math.max(count, 1) - 1) / BLOCK);
      const blocks = Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
      const fields = await asIfEmpty(connection.run((client) => client.hmget(keys.list(id), 'head', 'meta', ...blocks), signal));
      const [headText, meta, ...texts] = fields ?? [];
      if (headText == null || meta == null) return null;
      const { expiresAtMs, ...head } = JSON.parse(headText) as Head;
      if (expiresAtMs <= now()) return null;
      const ids = texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as ProductId[])));
      const start = offset - first * BLOCK;
      return { ...head, meta, ids: ids.slice(start, start + count) };
    },

    async forget(shopper, signal) {
      await connection.run(async (client) => {
        const noted = await client.zrange(keys.listsOf(shopper), '0', '-1');
        // One by one: in a cluster each is in a place of its own.
        await Promise.all([...noted.map((id) => keys.list(listId(id))), keys.listsOf(shopper)].map((key) => client.del(key)));
      }, signal);
    },
  };
}

/** Names and values in turn. */
function fieldsOf({ fingerprint, ids, total, meta }: ResultList, expiresAtMs: number): readonly string[] {
  const head: Head = { fingerprint, length: ids.length, total, expiresAtMs };
  const fields = ['head', JSON.stringify(head), 'meta', meta];
  for (let start = 0; start < ids.length; start += BLOCK) fields.push(String(start / BLOCK), JSON.stringify(ids.slice(start, start + BLOCK)));
  return fields;
}

/** Null where the server is away or full: a list that is lost costs its rebuild. The connection has told the log. */
async function asIfEmpty<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unavailable') return null;
    throw error;
  }
}
