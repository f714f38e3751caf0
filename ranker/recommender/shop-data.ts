import type { ProductId } from '../../schema/ids.ts';

/** What recommenders know of a shop's items beside behaviour; arrays aligned to the numbers of items. */
export interface ShopItems {
  readonly itemIds: readonly ProductId[];
  readonly titles: readonly string[];
  /** Brand and categories. */
  readonly attributes: readonly (readonly string[])[];
  /** The text encoder's vectors, `[itemIds, contentDimension]`, row-major; all 0 for an item without one. */
  readonly content: Float32Array;
  readonly contentDimension: number;
}
