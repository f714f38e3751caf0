import { type ShopperId, shopperId } from '../../../schema/ids.ts';
import type { ShopperRecords } from '../../ports/shopper-records.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import type { ShopperKeys } from './shopper-keys.ts';

export interface ShopperRecordsOptions {
  readonly writer: Writer;
  readonly shoppers: ShopperKeys;
}

/** Merging and erasing, over all tables in one transaction. */
export function createEmbeddedShopperRecords(database: Database, { writer, shoppers }: ShopperRecordsOptions): ShopperRecords {
  const markMerged = prepare(database, 'INSERT INTO merged_visitors (visitor, user) VALUES (?, ?) ON CONFLICT (visitor) DO NOTHING');
  const mergedInto = prepare<{ visitor: string }>(database, 'SELECT visitor FROM merged_visitors WHERE user = ? ORDER BY rowid');
  const forgetMerges = prepare(database, 'DELETE FROM merged_visitors WHERE ?1 IN (visitor, user)');
  // What the user has under the same id already stays behind, and is deleted.
  const moveEvents = prepare(database, 'UPDATE OR IGNORE events SET shopper = ? WHERE shopper = ?');
  const deleteEvents = prepare(database, 'DELETE FROM events WHERE shopper = ?');
  const mergeProfile = prepare(
    database,
    `INSERT INTO profiles (shopper, personalization, locale) SELECT ?1, personalization, locale FROM profiles WHERE shopper = ?2
     ON CONFLICT (shopper) DO UPDATE SET personalization = coalesce(personalization, excluded.personalization), locale = coalesce(locale, excluded.locale)`,
  );
  const deleteProfile = prepare(database, 'DELETE FROM profiles WHERE shopper = ?');
  const moveServed = prepare(database, 'UPDATE served_lists SET shopper = ? WHERE shopper = ?');
  const deleteServed = prepare(database, 'DELETE FROM served_lists WHERE shopper = ?');

  const mergeEvents = (visitor: ShopperId, user: ShopperId): number => {
    const from = shoppers.find(visitor);
    if (from === null) return 0;
    const to = shoppers.keyOf(user);
    const { changes } = moveEvents.run(to, from.key);
    deleteEvents.run(from.key);
    shoppers.remove(from.key);
    // Where nothing but impressions moved, or repeats, the sequence is the same; then a new position costs one reading.
    shoppers.advance(to);
    return changes;
  };
  const visitorsOf = (user: ShopperId): readonly ShopperId[] => mergedInto.all(user).map(({ visitor }) => shopperId(visitor));
  const eraseEvents = (shopper: ShopperId): number => {
    const known = shoppers.find(shopper);
    if (known === null) return 0;
    const { changes } = deleteEvents.run(known.key);
    shoppers.remove(known.key);
    return changes;
  };

  return {
    async mergeVisitor(visitor, user, signal) {
      signal?.throwIfAborted();
      return writer.write(() => {
        if (markMerged.run(visitor, user).changes === 0) return null;
        const events = mergeEvents(visitor, user);
        mergeProfile.run(user, visitor);
        deleteProfile.run(visitor);
        moveServed.run(user, visitor);
        return { events };
      }, signal);
    },

    async visitorsOf(user, signal) {
      signal?.throwIfAborted();
      return database.read(() => visitorsOf(user));
    },

    async eraseShopper(shopper, signal) {
      signal?.throwIfAborted();
      const report = await writer.write(() => {
        const erased = [shopper, ...visitorsOf(shopper)];
        let events = 0;
        let servedLists = 0;
        for (const one of erased) {
          events += eraseEvents(one);
          servedLists += deleteServed.run(one).changes;
          deleteProfile.run(one);
        }
        forgetMerges.run(shopper);
        return { events, servedLists, shoppers: erased };
      }, signal);
      // What was deleted is overwritten (secure_delete), but the log of writes still has it until it is written anew.
      database.read(() => database.raw.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
      return report;
    },
  };
}
