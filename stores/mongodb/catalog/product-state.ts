import type { ChangeVersion, ProductId } from '../../../schema/ids.ts';
import type { Product } from '../../ports/product.ts';

/** What a cleaned product is to become. */
export interface ProductState {
  readonly id: ProductId;
  readonly version: ChangeVersion;
  /** Null: gone. */
  readonly product: Product | null;
}
