import type { ShopperId } from '../../schema/ids.ts';

/**
 * What concerns all that is stored of a shopper at once: events, choices and served lists. Each call happens whole or not at
 * all. Errors and durability as in `EventStore`.
 */
export interface ShopperRecords {
  /**
   * Makes all that is stored of the visitor the user's: events (repeats of an id are dropped), the choices where the user has
   * made none, served lists. Once: a visitor merged before stays merged with whom they were merged with, and what the
   * visitor id did since stays its own, since another person may hold the device by then.
   * @returns null where the visitor was merged before.
   */
  mergeVisitor(visitor: ShopperId, user: ShopperId, signal?: AbortSignal): Promise<MergeReport | null>;

  /** The visitors merged into the user, in the order merged. */
  visitorsOf(user: ShopperId, signal?: AbortSignal): Promise<readonly ShopperId[]>;

  /**
   * Deletes all that is stored of the shopper, and of the visitors merged into them, for good; that there was a merge, too.
   * The shopper may begin anew: as someone of whom nothing is known, at positions that were never used before.
   */
  eraseShopper(shopper: ShopperId, signal?: AbortSignal): Promise<EraseReport>;
}

export interface MergeReport {
  /** Events that moved. */
  readonly events: number;
}

export interface EraseReport {
  readonly events: number;
  readonly servedLists: number;
  /** Whose records went: the shopper first, then the visitors merged into them. */
  readonly shoppers: readonly ShopperId[];
}
