import type { ServedListLog } from '../../ports/served-list-log.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import { type ServedRow, toLoggedList, toServedRow } from './served-row.ts';

const COLUMNS = 'place, shopper, at_ms, list, features';

/** Served lists, a row each, in one transaction a call. */
export function createEmbeddedServedListLog(database: Database, writer: Writer): ServedListLog {
  const append = prepare(database, 'INSERT INTO served_lists (shopper, at_ms, list, features) VALUES (?, ?, ?, ?)');
  const ofAll = prepare<ServedRow>(database, `SELECT ${COLUMNS} FROM served_lists WHERE place > ? ORDER BY place LIMIT ?`);
  const ofShopper = prepare<ServedRow>(database, `SELECT ${COLUMNS} FROM served_lists WHERE shopper = ? AND place > ? ORDER BY place LIMIT ?`);

  return {
    async append(lists, signal) {
      signal?.throwIfAborted();
      if (lists.length === 0) return;
      const rows = lists.map(toServedRow);
      await writer.write(() => {
        for (const { shopper, at_ms, list, features } of rows) append.run(shopper, at_ms, list, features);
      }, signal);
    },

    async scanServed(after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => ofAll.all(after ?? 0n, limit).map(toLoggedList));
    },

    async servedTo(shopper, after, limit, signal) {
      signal?.throwIfAborted();
      return database.read(() => ofShopper.all(shopper, after ?? 0n, limit).map(toLoggedList));
    },
  };
}
