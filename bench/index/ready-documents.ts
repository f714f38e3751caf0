import { toIndexDocuments } from '../../indexer/index.ts';
import type { TextEncoder } from '../../search/index.ts';
import type { ProductStore } from '../../stores/ports/catalog-store.ts';
import type { ProductIndex } from '../../stores/ports/product-index.ts';
import type { IndexOperation } from '../../stores/ports/search-index.ts';

const BATCH = 1_000;
const AT_ONCE = 4;

/** All cleaned products as what the index is told of them, in batches. */
export async function readyDocuments(products: Pick<ProductStore, 'scanProducts'>, encoder: TextEncoder): Promise<IndexOperation[][]> {
  const batches: IndexOperation[][] = [];
  for (;;) {
    const last = batches.at(-1)?.at(-1);
    const page = await products.scanProducts(last?.kind === 'put' ? last.document.id : null, BATCH);
    if (page.length > 0) batches.push((await toIndexDocuments(page, encoder)).map((document) => ({ kind: 'put', document })));
    if (page.length < BATCH) return batches;
  }
}

/** Writes batches into a generation of its own, which goes again. */
export async function writeAll(index: ProductIndex, batches: readonly (readonly IndexOperation[])[]): Promise<void> {
  const generation = await index.beginRebuild('products-beside', null);
  const waiting = [...batches];
  const lane = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) await generation.write(batch, null);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  await generation.discard();
}
