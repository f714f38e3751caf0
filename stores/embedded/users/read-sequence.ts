import { productId, type ProductId } from '../../../schema/ids.ts';
import { SEQUENCE_MAX, SHOPPER_PRODUCTS_MAX, type SequenceEvent, type SequencePosition, type ShopperSequence } from '../../ports/shopper-event.ts';
import type { Database } from '../sqlite/database.ts';
import { prepare } from '../sqlite/statements.ts';
import type { ShopperKey } from './shopper-keys.ts';

interface StepRow {
  readonly type: string;
  readonly product_id: string;
  readonly at_ms: bigint;
}

export interface KnownShopper {
  readonly key: ShopperKey;
  readonly position: SequencePosition;
}

/** How a shopper's sequence is read: three look-ups, each along an index of its own. To be called on one state of the database. */
export function createSequenceReader(database: Database): (shopper: KnownShopper) => ShopperSequence {
  const steps = prepare<StepRow>(
    database,
    `SELECT type, product_id, at_ms FROM events
     WHERE shopper = ? AND type <> 'IMPRESSION' ORDER BY at_ms DESC, place DESC LIMIT ${SEQUENCE_MAX}`,
  );
  // Written out for each type: the index is partial, and SQLite must see that it applies. Ties are broken so that equal
  // positions mean the same sequence also where the last product just does not fit.
  const products = (type: 'HIDE' | 'PURCHASE') =>
    prepare<{ product_id: string }>(
      database,
      `SELECT product_id FROM events WHERE shopper = ? AND type = '${type}'
       GROUP BY product_id ORDER BY max(at_ms) DESC, product_id LIMIT ${SHOPPER_PRODUCTS_MAX}`,
    );
  const hidden = products('HIDE');
  const purchased = products('PURCHASE');

  return ({ key, position }) => ({
    position,
    events: steps.all(key).map(toStep).toReversed(),
    hidden: hidden.all(key).map(toProductId),
    purchased: purchased.all(key).map(toProductId),
  });
}

function toStep({ type, product_id, at_ms }: StepRow): SequenceEvent {
  return { productId: productId(product_id), type: type as SequenceEvent['type'], atMs: Number(at_ms) };
}

function toProductId({ product_id }: { readonly product_id: string }): ProductId {
  return productId(product_id);
}
