import { productId } from '../../../schema/ids.ts';
import {
  SEQUENCE_MAX,
  type SequenceEvent,
  type SequencePosition,
  SHOPPER_PRODUCTS_MAX,
  type ShopperEvent,
  type ShopperSequence,
} from '../../ports/shopper-event.ts';

/** A product and when it was hidden or bought last. */
export interface DatedProduct {
  readonly product: string;
  readonly atMs: number;
}

export interface Step extends DatedProduct {
  readonly type: SequenceEvent['type'];
}

/**
 * What `ShopperSequence` says of a shopper, kept beside the events, so that it is read as one document and position and sequence
 * cannot disagree. It follows from the events of the shopper: nothing is in it that is not in them.
 */
export interface ShopperState {
  /** As in `ShopperSequence`, likewise the others. */
  readonly steps: readonly Step[];
  readonly hidden: readonly DatedProduct[];
  readonly purchased: readonly DatedProduct[];
  /** When the oldest event that counts here was recorded: from then on the state ages. */
  readonly oldestRecordedAt: Date;
}

export type StepEvent = ShopperEvent & { readonly type: SequenceEvent['type'] };

/** Whether the event is one of those that make the sequence. */
export function isStep(event: ShopperEvent): event is StepEvent {
  return event.type !== 'IMPRESSION';
}

/** The state after events that were recorded after all that is in it; null: nothing was. At least one event. What stays is the same object. */
export function addSteps(state: ShopperState | null, events: readonly StepEvent[], recordedAt: Date): ShopperState {
  const added = events.map(({ productId: product, type, atMs }): Step => ({ product, type, atMs }));
  const of = (type: Step['type']): readonly DatedProduct[] => added.filter((step) => step.type === type);
  const { steps = [], hidden = [], purchased = [], oldestRecordedAt = recordedAt } = state ?? {};
  return {
    // The sort is stable: ties stay in the order recorded.
    steps: [...steps, ...added].toSorted((a, b) => a.atMs - b.atMs).slice(-SEQUENCE_MAX),
    hidden: withNewer(hidden, of('HIDE')),
    purchased: withNewer(purchased, of('PURCHASE')),
    oldestRecordedAt: oldestRecordedAt < recordedAt ? oldestRecordedAt : recordedAt,
  };
}

/** Each product once, at its latest; newest first, at the same moment by id, so that what just does not fit is not left to chance. */
function withNewer(products: readonly DatedProduct[], added: readonly DatedProduct[]): readonly DatedProduct[] {
  if (added.length === 0) return products;
  const latest = new Map<string, number>();
  for (const { product, atMs } of [...products, ...added]) latest.set(product, Math.max(atMs, latest.get(product) ?? atMs));
  return [...latest]
    .map(([product, atMs]) => ({ product, atMs }))
    .toSorted((a, b) => b.atMs - a.atMs || (a.product < b.product ? -1 : 1))
    .slice(0, SHOPPER_PRODUCTS_MAX);
}

/** Where one of whom nothing is stored stands. */
export const UNKNOWN = 0 as SequencePosition;

/** Null: of an unknown shopper. */
export function toSequence(stored: (ShopperState & { readonly position: number }) | null): ShopperSequence {
  if (stored === null) return { position: UNKNOWN, events: [], hidden: [], purchased: [] };
  const { position, steps, hidden, purchased } = stored;
  return {
    position: position as SequencePosition,
    events: steps.map(({ product, type, atMs }) => ({ productId: productId(product), type, atMs })),
    hidden: hidden.map(({ product }) => productId(product)),
    purchased: purchased.map(({ product }) => productId(product)),
  };
}
