import type { ClientSession } from 'mongodb';
import { SEQUENCE_MAX, SHOPPER_PRODUCTS_MAX, type SequenceEvent } from '../../ports/shopper-event.ts';
import { nextPosition } from './next-position.ts';
import type { DatedProduct, ShopperState, Step } from './shopper-state.ts';
import type { UsersCollections } from './users-collections.ts';

/** Works a shopper's state out anew from the events stored, in the transaction of the session; at a new position, or none where no event ranks. */
export type Recount = (shopper: string, session: ClientSession) => Promise<void>;

interface Counted extends Omit<ShopperState, 'oldestRecordedAt'> {
  readonly oldest: readonly { readonly recordedAt: Date }[];
}

export function createRecount({ events, shoppers }: Pick<UsersCollections, 'events' | 'shoppers'>): Recount {
  return async (shopper, session) => {
    const counted = await events
      .aggregate<Counted>(
        [
          { $match: { shopper, type: { $ne: 'IMPRESSION' } } },
          {
            $facet: {
              steps: [
                { $sort: { atMs: -1, insertedAt: -1 } },
                { $limit: SEQUENCE_MAX },
                { $project: { _id: 0, product: 1, atMs: 1, type: 1 } },
              ],
              hidden: newestProducts('HIDE'),
              purchased: newestProducts('PURCHASE'),
              oldest: [{ $group: { _id: null, recordedAt: { $min: '$recordedAt' } } }],
            },
          },
        ],
        { session },
      )
      .next();
    const { steps, hidden, purchased, oldest } = counted!;
    if (oldest[0] === undefined) {
      await shoppers.deleteOne({ _id: shopper }, { session });
      return;
    }
    const stored = await shoppers.findOne({ _id: shopper }, { session, projection: { position: 1 } });
    const state = { steps: steps.toReversed() satisfies readonly Step[], hidden, purchased, oldestRecordedAt: oldest[0].recordedAt };
    await shoppers.replaceOne({ _id: shopper }, { position: nextPosition(session, stored?.position ?? 0), ...state }, { session, upsert: true });
  };
}

/** A pipeline to `DatedProduct`s: each product once, at its latest; newest first, ties by id. */
function newestProducts(type: SequenceEvent['type']): Record<string, unknown>[] {
  const shape: Record<keyof DatedProduct | '_id', unknown> = { _id: 0, product: '$_id', atMs: 1 };
  return [
    { $match: { type } },
    { $group: { _id: '$product', atMs: { $max: '$atMs' } } },
    { $sort: { atMs: -1, _id: 1 } },
    { $limit: SHOPPER_PRODUCTS_MAX },
    { $project: shape },
  ];
}
