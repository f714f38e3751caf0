import { setImmediate } from 'node:timers/promises';
import { SERVED_LIST_TTL_MS } from '../../ports/served-list-log.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import type { ShopperKey, ShopperKeys } from './shopper-keys.ts';

export interface ExpireOptions {
  readonly writer: Writer;
  readonly shoppers: ShopperKeys;
  /** Events recorded before `now - keepMs` go. */
  readonly keepMs: number;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Rows looked at in one transaction; other writes and requests go between two. */
const ROWS_PER_STEP = 2_000;

interface ExpiringEvent {
  readonly place: bigint;
  readonly shopper: bigint;
  readonly type: string;
}

/**
 * Drops what has been kept long enough. Places rise with time, so it looks from the oldest on and stops at the first step
 * that has nothing to drop; a clock that was set back delays a row, at most until its neighbours expire.
 */
export function createExpiry(database: Database, { writer, shoppers, keepMs, now }: ExpireOptions): (signal?: AbortSignal) => Promise<void> {
  const oldEvents = prepare<ExpiringEvent>(
    database,
    `SELECT place, shopper, type FROM (SELECT place, shopper, type, recorded_at_ms FROM events ORDER BY place LIMIT ${ROWS_PER_STEP})
     WHERE recorded_at_ms < ?`,
  );
  const dropEvent = prepare(database, 'DELETE FROM events WHERE place = ?');
  const hasEvents = prepare(database, 'SELECT 1 FROM events WHERE shopper = ? LIMIT 1');
  const dropServed = prepare(
    database,
    `DELETE FROM served_lists WHERE place IN (SELECT place FROM served_lists ORDER BY place LIMIT ${ROWS_PER_STEP}) AND at_ms <= ?`,
  );

  const expireEvents = (): number => {
    const expired = oldEvents.all(now() - keepMs);
    for (const { place } of expired) dropEvent.run(place);
    for (const key of new Set(expired.map(({ shopper }) => shopper as ShopperKey))) {
      if (hasEvents.get(key) === undefined) shoppers.remove(key);
      else if (expired.some(({ shopper, type }) => shopper === key && type !== 'IMPRESSION')) shoppers.advance(key);
    }
    return expired.length;
  };
  const expireServed = (): number => dropServed.run(now() - SERVED_LIST_TTL_MS).changes;

  return async (signal) => {
    for (const step of [expireEvents, expireServed]) {
      while ((await writer.write(step, signal)) > 0) await setImmediate();
    }
  };
}
