import type { ProductId } from '../../../schema/ids.ts';

/** A search of which is known what the shopper took in the end. */
export interface SearchCase {
  readonly query: string;
  /** Subject of the shopper's token; what the shopper did before is in the shop. */
  readonly subject: string;
  /** What was taken; several where they are variants of one product. */
  readonly targets: ReadonlySet<ProductId>;
}
