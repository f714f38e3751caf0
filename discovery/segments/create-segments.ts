import type { SegmentId, ShopperId } from '../../schema/ids.ts';
import type { Identity } from '../../schema/identity.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { Shoppers } from '../shoppers/shopper-state.ts';
import { createSegmentSizes, type SegmentSizesOptions } from './segment-sizes.ts';
import { buyersOf, createShopperSegments, NEW_SHOPPERS, RETURNING_SHOPPERS } from './shopper-segments.ts';

/** A kind of shopper that rules can name. */
export interface Segment {
  readonly id: SegmentId;
  readonly name: string;
  /** Shoppers in it. */
  readonly size: number;
}

export interface Segments {
  /** All that there are: new, returning, and the buyers of each top category, by name. */
  all(signal: AbortSignal): Promise<readonly Segment[]>;
  /** Those that a caller is in; none where nothing may be known of them. */
  of(identity: Identity, signal: AbortSignal): Promise<readonly Segment[]>;
  /** After erasure. */
  forget(shopper: ShopperId): void;
}

export interface SegmentsOptions extends SegmentSizesOptions {
  readonly index: Pick<SearchIndex, 'featuresByIds' | 'fieldValues'>;
  readonly shoppers: Shoppers;
}

export function createSegments(options: SegmentsOptions): Segments {
  const sizes = createSegmentSizes(options);
  const segments = createShopperSegments(options);

  async function all(signal: AbortSignal): Promise<readonly Segment[]> {
    const [counts, categories] = await Promise.all([sizes.read(signal), options.index.fieldValues('category', signal)]);
    const roots = categories.flatMap(({ path: [root] }) => root ?? []);
    const buyers = new Map(roots.map(({ id, name }) => [buyersOf(id), `Buyers of ${name}`]));
    const named = [[NEW_SHOPPERS, 'New shoppers'], [RETURNING_SHOPPERS, 'Returning shoppers'], ...[...buyers].toSorted(byName)] as const;
    return named.map(([id, name]) => ({ id, name, size: counts.get(id) ?? 0 }));
  }

  return {
    all,
    async of(identity, signal) {
      const own = await segments.of(await options.shoppers.stateOf(identity, signal), signal);
      return own.size === 0 ? [] : (await all(signal)).filter(({ id }) => own.has(id));
    },
    forget: (shopper) => sizes.forget(shopper),
  };
}

function byName([, a]: readonly [SegmentId, string], [, b]: readonly [SegmentId, string]): number {
  return a < b ? -1 : Number(a > b);
}
