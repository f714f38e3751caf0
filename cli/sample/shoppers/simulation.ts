import type { ListId, ShopperId } from '../../../schema/ids.ts';
import type { ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import type { Reaction } from './respond.ts';
import type { SimulatedShopper } from './simulated-shopper.ts';
import type { Taste } from './taste.ts';

/** A list that was shown, and what came of it. */
export interface SimulatedList {
  readonly listId: ListId;
  readonly shopper: ShopperId;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
  /** As typed; null where a category or the front page was opened. */
  readonly query: string | null;
  /** What the query asked for beside the type, see `fulfilsWish`; null for a broad one. */
  readonly wish: string | null;
  /** Category whose products were listed; empty for a query and for the front page. */
  readonly path: readonly string[];
  /** In the order shown. */
  readonly reactions: readonly Reaction[];
}

/** A year of a shop. */
export interface Simulation<T extends Taste = Taste> {
  readonly shoppers: readonly SimulatedShopper<T>[];
  /** Of all shoppers, in time order. */
  readonly events: readonly ShopperEvent[];
  /** In time order. */
  readonly lists: readonly SimulatedList[];
}
