import { join } from 'node:path';
import { createModelReranker, createUserEmbeddings } from '../../../discovery/index.ts';
import { type Models, openModels, openTensors, RERANKER } from '../../../ranker/index.ts';
import { AppError } from '../../../schema/errors.ts';
import { eventId, productId, type ShopperId } from '../../../schema/ids.ts';
import { createUserStateCache } from '../../../stores/embedded/index.ts';
import { onlyFeature } from '../../ranker/support/only-feature.ts';
import { writeRandomModel } from '../../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';
import { indexOver, openTestShop, type TestProduct, type TestShop } from '../open-test-shop.ts';

export interface PersonalShop extends AsyncDisposable {
  readonly shop: TestShop;
  readonly models: Models;
  buy(shopper: ShopperId, product: string): Promise<void>;
  /** From now on the index does not answer. */
  takeIndexAway(): void;
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
  let away = false;
  const unlessAway = <T>(answer: () => Promise<T>): Promise<T> =>
    away ? Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'Expected an answer, got none.')) : answer();
  const shop = opened.use(
    await openTestShop(products, {
      over: ({ index, behaviour }) => ({
        index: indexOver(index, { recall: (query, signal) => unlessAway(() => index.recall(query, signal)) }),
        reranker: createModelReranker({ models, index, behaviour, embeddings, now }),
      }),
    }),
  );
  const resources = opened.move();
  const buy = async (shopper: ShopperId, product: string): Promise<void> => {
    const what = { type: 'PURCHASE', productId: productId(product), atMs: now() - 1_000, listId: null, position: null, quantity: 1, price: null } as const;
    await shop.users.record(shopper, [{ id: eventId(`bought-${product}`), shopper, ...what }]);
  };
  return { shop, models, buy, takeIndexAway: () => void (away = true), [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
