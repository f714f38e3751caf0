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

/** A shopper's newest steps, newest first; the index on them is partial, so its condition is repeated to the letter. */
export const STEPS_SQL = `
  SELECT type, product_id, at_ms FROM events
  WHERE shopper = ? AND type <> 'IMPRESSION' ORDER BY at_ms DESC, place DESC LIMIT ${SEQUENCE_MAX}`;

/** Likewise for products; ties are broken, so that which product just does not fit is not left to chance. */
export function productsSql(type: 'HIDE' | 'PURCHASE'): string {
  return `
  SELECT product_id FROM events WHERE shopper = ? AND type = '${type}'
  GROUP BY product_id ORDER BY max(at_ms) DESC, product_id LIMIT ${SHOPPER_PRODUCTS_MAX}`;
}

/** How a shopper's sequence is read: three look-ups, each along an index of its own. To be called on one state of the database. */
export function createSequenceReader(database: Database): (shopper: KnownShopper) => ShopperSequence {
  const steps = prepare<StepRow>(database, STEPS_SQL);
  const hidden = prepare<{ product_id: string }>(database, productsSql('HIDE'));
  const purchased = prepare<{ product_id: string }>(database, productsSql('PURCHASE'));

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
