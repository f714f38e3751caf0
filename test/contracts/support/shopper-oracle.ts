import type { ProductId, ShopperId } from '../../../schema/ids.ts';
import { SEQUENCE_MAX, type SequenceEvent, type ShopperEvent, type ShopperSequence } from '../../../stores/ports/shopper-event.ts';

/** What stores of shoppers should know, kept as plainly as it can be: one list of events, in the order recorded. */
export interface ShopperOracle {
  record(events: readonly ShopperEvent[]): readonly ('accepted' | 'duplicate')[];
  /** Events that moved; null where the visitor was merged before. */
  merge(visitor: ShopperId, user: ShopperId): number | null;
  /** Events that went. */
  erase(shopper: ShopperId): number;
  all(): readonly ShopperEvent[];
  of(shopper: ShopperId): readonly ShopperEvent[];
  sequence(shopper: ShopperId): Omit<ShopperSequence, 'position'>;
}

export function createShopperOracle(): ShopperOracle {
  let log: ShopperEvent[] = [];
  const mergedInto = new Map<ShopperId, ShopperId>();
  const of = (shopper: ShopperId): ShopperEvent[] => log.filter((event) => event.shopper === shopper);
  const has = (shopper: ShopperId, { id }: ShopperEvent): boolean => of(shopper).some((known) => known.id === id);

  return {
    record: (events) =>
      events.map((event) => {
        if (has(event.shopper, event)) return 'duplicate';
        log.push(event);
        return 'accepted';
      }),
    merge(visitor, user) {
      if (mergedInto.has(visitor)) return null;
      mergedInto.set(visitor, user);
      const moving = new Set(of(visitor).filter((event) => !has(user, event)));
      log = log.filter((event) => event.shopper !== visitor || moving.has(event)).map((event) => (moving.has(event) ? { ...event, shopper: user } : event));
      return moving.size;
    },
    erase(shopper) {
      const gone = new Set([shopper, ...[...mergedInto].filter(([, user]) => user === shopper).map(([visitor]) => visitor)]);
      const before = log.length;
      log = log.filter((event) => !gone.has(event.shopper));
      for (const [visitor, user] of mergedInto) if (user === shopper || visitor === shopper) mergedInto.delete(visitor);
      return before - log.length;
    },
    all: () => log,
    of,
    sequence(shopper) {
      const steps = of(shopper).filter(isStep).toSorted((a, b) => a.atMs - b.atMs);
      return {
        events: steps.slice(-SEQUENCE_MAX).map(({ productId, type, atMs }) => ({ productId, type, atMs })),
        hidden: newestProducts(steps, 'HIDE'),
        purchased: newestProducts(steps, 'PURCHASE'),
      };
    },
  };
}

type Step = ShopperEvent & Pick<SequenceEvent, 'type'>;

function isStep(event: ShopperEvent): event is Step {
  return event.type !== 'IMPRESSION';
}

/** Each product once, by its newest event of the type; at the same moment by id. */
function newestProducts(steps: readonly Step[], type: Step['type']): readonly ProductId[] {
  const newest = new Map<ProductId, number>();
  for (const step of steps) if (step.type === type) newest.set(step.productId, Math.max(step.atMs, newest.get(step.productId) ?? step.atMs));
  return [...newest].toSorted(([a, aAt], [b, bAt]) => bAt - aAt || (a < b ? -1 : 1)).map(([product]) => product);
}
