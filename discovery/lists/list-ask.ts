import type { SequenceStep } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument, IndexFilter } from '../../stores/ports/search-index.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';

/** All that a strategy knows of one request for a list. */
export interface ListAsk {
  readonly list: CheckedList;
  readonly state: ShopperState;
  /** The seeds that the index has, in the order given. */
  readonly seeds: readonly IndexDocument[];
  /** What the shopper was interested in, newest first, each product once: those that the index has. */
  readonly history: readonly IndexDocument[];
  /** The seeds as the counts know them. */
  readonly seedSteps: readonly SequenceStep[];
  /** The shopper's steps as the counts know them, oldest first. */
  readonly historySteps: readonly SequenceStep[];
  /** Documents of some products, those that the index has, in the order of `ids`. */
  readonly documents: (ids: readonly ProductId[]) => Promise<readonly IndexDocument[]>;
  readonly signal: AbortSignal;
}

/** What a shopper can have. */
export const CAN_BE_HAD: IndexFilter = { field: 'availability', values: ['IN_STOCK', 'PREORDER'], range: null };
