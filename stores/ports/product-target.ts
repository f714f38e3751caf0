import type { ProductId } from '../../schema/ids.ts';
import type { IndexFilter } from './search-index.ts';

/**
 * Products that somebody points at: those named, and those that meet all of the filters, where there are any. A target
 * with neither points at nothing.
 */
export interface ProductTarget {
  readonly productIds: readonly ProductId[];
  readonly filters: readonly IndexFilter[];
}
