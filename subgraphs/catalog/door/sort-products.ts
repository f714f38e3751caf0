import type { ProductInput } from '../../generated/catalog.ts';
import { checkProductInput } from './check-product-input.ts';
import { fault, under, type UserError } from '../../../schema/user-error.ts';

export interface SortedProducts {
  /** In the order given, each id once. */
  readonly accepted: readonly ProductInput[];
  /** In the order of the products; paths begin at `products`. */
  readonly userErrors: readonly UserError[];
}

/** Parts what may be stored from what is refused. Of a repeated id the first is taken: it is unclear which one was meant. */
export function sortProducts(products: readonly ProductInput[]): SortedProducts {
  const firstAt = new Map<string, number>();
  const accepted: ProductInput[] = [];
  const userErrors: UserError[] = [];
  for (const [index, product] of products.entries()) {
    const earlier = firstAt.get(product.id);
    const faults =
      earlier === undefined
        ? checkProductInput(product)
        : [fault(['id'], 'REPEATED', `Expected each id once, got ${JSON.stringify(product.id)} at ${earlier} already.`)];
    if (earlier === undefined) firstAt.set(product.id, index);
    if (faults.length === 0) accepted.push(product);
    userErrors.push(...under(['products', index], faults));
  }
  return { accepted, userErrors };
}
