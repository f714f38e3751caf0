import type { TextEncoder } from '../../search/index.ts';
import type { ProductIndex } from '../../stores/ports/product-index.ts';
import { openProductIndex } from '../stores/open-product-index.ts';
import type { StoreOptions } from '../stores/store-options.ts';
import { openTextEncoder } from '../text-encoder/open-text-encoder.ts';

/** The search index, and what makes the vectors in it. */
export interface ProductSearch extends AsyncDisposable {
  readonly index: ProductIndex;
  readonly encoder: TextEncoder;
}

/** @param textModelDir - See `Configuration`. */
export async function openProductSearch(stores: StoreOptions, textModelDir: string | null): Promise<ProductSearch> {
  await using opened = new AsyncDisposableStack();
  const encoder = opened.use(await openTextEncoder({ dataDir: stores.dataDir, modelDir: textModelDir }));
  const index = opened.use(await openProductIndex(stores, encoder));
  const resources = opened.move();
  return { index, encoder, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
