import type { Product } from '../../stores/ports/product.ts';
import type { ProductTarget } from '../../stores/ports/product-target.ts';
import { matchesFilters } from '../lists/matches-filters.ts';

/** Whether a target points at a product, as the index would say, without asking it. */
export function pointsAt({ productIds, filters }: ProductTarget, product: Product): boolean {
  return productIds.includes(product.id) || (filters.length > 0 && matchesFilters(product, filters));
}
