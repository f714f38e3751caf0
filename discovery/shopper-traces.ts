import type { ShopperId } from '../schema/ids.ts';
import type { Behaviour } from './behaviour/create-behaviour.ts';
import type { Segments } from './segments/create-segments.ts';
import type { ServedListQueue } from './served/served-list-queue.ts';

/** What this process holds of shoppers besides stores and cache, for whoever writes of them. */
export interface ShopperTraces {
  /** Events were recorded: they are counted within moments. */
  recorded(): void;
  /** Resolves when what was shown so far is in the log of served lists, or could not be written. */
  written(): Promise<void>;
  /** Drops what is held of the shopper. To be called before and after an erasure: a request under way may leave something. */
  forget(shopper: ShopperId): Promise<void>;
}

/** Those parts that this process has. */
export interface ShopperTraceParts {
  readonly behaviour?: Pick<Behaviour, 'notify' | 'forget'>;
  readonly served?: Pick<ServedListQueue, 'flush' | 'forget'>;
  readonly segments?: Pick<Segments, 'forget'>;
}

export function createShopperTraces({ behaviour, served, segments }: ShopperTraceParts): ShopperTraces {
  return {
    recorded: () => behaviour?.notify(),
    async written() {
      await served?.flush();
    },
    async forget(shopper) {
      behaviour?.forget(shopper);
      segments?.forget(shopper);
      await served?.forget(shopper);
    },
  };
}
