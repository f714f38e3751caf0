import { join } from 'node:path';
import { createModelReranker, createUserEmbeddings } from '../../../discovery/index.ts';
import { type Models, openModels, openTensors, RERANKER } from '../../../ranker/index.ts';
import { createUserStateCache } from '../../../stores/embedded/index.ts';
import { onlyFeature } from '../../ranker/support/only-feature.ts';
import { writeRandomModel } from '../../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';
import { openTestShop, type TestProduct, type TestShop } from '../open-test-shop.ts';

export interface PersonalShop extends AsyncDisposable {
  readonly shop: TestShop;
  readonly models: Models;
}

/** A shop whose active model, `brands`, says only how much of the shopper's steps are on a product's brand; `prices` looks at prices. */
export async function openPersonalShop(products: readonly TestProduct[]): Promise<PersonalShop> {
  await openTensors('wasm');
  await using opened = new AsyncDisposableStack();
  const place = opened.use(await temporaryFolder());
  const [folder, shippedFolder] = [join(place.path, 'models'), join(place.path, 'shipped')];
  await writeRandomModel({ folder: shippedFolder, version: 'brands', seed: 1, components: { [RERANKER]: onlyFeature('brandAffinity', 2) } });
  await writeRandomModel({ folder, version: 'prices', seed: 2, components: { [RERANKER]: onlyFeature('priceOffset', -1) } });
  const models = opened.use(
    await openModels({ folder, shippedFolder, expectations: () => ({ textEncoder: null, dimensions: {} }), log: { warn: () => undefined } }),
  );
  const now = (): number => 1_700_000_000_000;
  const embeddings = createUserEmbeddings({ cache: createUserStateCache({ now, maxShoppers: 100 }), now });
  const shop = opened.use(
    await openTestShop(products, {
      over: ({ index, behaviour }) => ({ reranker: createModelReranker({ models, index, behaviour, embeddings, now }) }),
    }),
  );
  const resources = opened.move();
  return { shop, models, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
