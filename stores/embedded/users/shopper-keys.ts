import type { ShopperId } from '../../../schema/ids.ts';
import type { SequencePosition } from '../../ports/shopper-event.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';

/** Row number of a shopper; meaningless outside the database. */
export type ShopperKey = bigint & { readonly __brand: 'ShopperKey' };

/** Who has events, and where their sequences stand. To be called inside a transaction, but for what only reads. */
export interface ShopperKeys {
  /** Null for one of whom no event is stored. */
  find(shopper: ShopperId): { readonly key: ShopperKey; readonly position: SequencePosition } | null;
  /** The key of the shopper, made where there is none. */
  keyOf(shopper: ShopperId): ShopperKey;
  /** Gives the shopper a position that was never used before. */
  advance(key: ShopperKey): SequencePosition;
  /** Removes a shopper without events. */
  remove(key: ShopperKey): void;
}

export function createShopperKeys(database: Database): ShopperKeys {
  const find = prepare<{ key: bigint; position: bigint }>(database, 'SELECT key, position FROM shoppers WHERE shopper = ?');
  const add = prepare<{ key: bigint }>(database, 'INSERT INTO shoppers (shopper, position) VALUES (?, 0) RETURNING key');
  const next = prepare<{ position: bigint }>(database, 'UPDATE last_position SET position = position + 1 RETURNING position');
  const move = prepare(database, 'UPDATE shoppers SET position = ? WHERE key = ?');
  const remove = prepare(database, 'DELETE FROM shoppers WHERE key = ?');

  return {
    find(shopper) {
      const row = find.get(shopper);
      return row === undefined ? null : { key: row.key as ShopperKey, position: Number(row.position) as SequencePosition };
    },
    keyOf: (shopper) => (find.get(shopper) ?? add.get(shopper)!).key as ShopperKey,
    advance(key) {
      const { position } = next.get()!;
      move.run(position, key);
      return Number(position) as SequencePosition;
    },
    remove: (key) => void remove.run(key),
  };
}
