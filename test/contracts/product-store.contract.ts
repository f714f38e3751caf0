import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX, type CategoryStore, type ProductStore, type StoredCategory } from '../../stores/ports/catalog-store.ts';
import type { Product } from '../../stores/ports/product.ts';
import { byId, category, cleaned, path, version } from './support/samples.ts';

export interface ProductStoreContractOptions {
  /** A fresh, empty store per call. */
  readonly makeStore: () => Promise<ProductStore & CategoryStore & AsyncDisposable>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Every adapter of `ProductStore` and `CategoryStore` must pass this suite unchanged. */
export function describeProductStoreContract(adapter: string, { makeStore, numRuns = 100 }: ProductStoreContractOptions): void {
  describe(`ProductStore contract: ${adapter}`, () => {
    it('gives products back as they were put, every field', async () => {
      await using store = await makeStore();
      const entry = cleaned('p ä/1', 3, {
        description: '两行\nzwei Zeilen',
        brand: "L'Oréal",
        url: 'https://shop.example/p',
        categories: path('home/garden'),
        price: { amount: 0, currency: 'EUR' },
        listPrice: { amount: 1999, currency: 'EUR' },
        rating: { average: 4.25, count: 12 },
        images: [{ url: 'https://shop.example/i.png', alt: null }],
        attributes: [{ name: 'Colour', kind: 'text', values: ['red', 'blue'] }],
        gtins: ['04006381333931'],
        releasedAtMs: -1,
      });
      await store.putCleaned([entry]);
      expect(await store.productsByIds([entry.product.id, productId('absent')])).toEqual([entry]);
      expect(await store.countProducts()).toBe(1);
    });

    it('ignores what is older than the stored state, replaces by what is as new', async () => {
      await using store = await makeStore();
      const stored = async (): Promise<string | undefined> => (await store.productsByIds([productId('a')]))[0]?.product.title;
      await store.putCleaned([cleaned('a', 5, { title: 'five' })]);
      await store.putCleaned([cleaned('a', 4, { title: 'four' })]);
      expect(await stored()).toBe('five');
      await store.putCleaned([cleaned('a', 5, { title: 'five again' })]);
      expect(await stored()).toBe('five again');
      await store.removeCleaned([{ id: productId('a'), version: version(4) }]);
      expect(await stored()).toBe('five again');
    });

    it('remembers a removal, so that an older put does not revive the product', async () => {
      await using store = await makeStore();
      await store.removeCleaned([{ id: productId('never-put'), version: version(7) }]);
      await store.putCleaned([cleaned('a', 1)]);
      await store.removeCleaned([{ id: productId('a'), version: version(2) }]);
      await store.putCleaned([cleaned('a', 1), cleaned('never-put', 6)]);
      expect(await store.countProducts()).toBe(0);
      await store.putCleaned([cleaned('a', 3)]);
      expect(await store.countProducts()).toBe(1);
    });

    it('scans by id, page by page', async () => {
      await using store = await makeStore();
      const entries = ['b', 'a', 'd', 'c', 'B', '10', '9'].map((id, index) => cleaned(id, index + 1));
      await store.putCleaned(entries);
      await store.removeCleaned([{ id: productId('c'), version: version(100) }]);
      const expected = entries.map(({ product }) => product).filter(({ id }) => id !== 'c').toSorted(byId);
      const first = await store.scanProducts(null, 3);
      const rest = await store.scanProducts(first.at(-1)!.product.id, 100);
      expect([...first, ...rest].map(({ product }) => product)).toEqual(expected);
      expect(first).toHaveLength(3);
    });

    it('takes a full batch and refuses a larger one', async () => {
      await using store = await makeStore();
      const entries = Array.from({ length: CATALOG_BATCH_MAX + 1 }, (_, index) => cleaned(`p${index}`, 1));
      await expect(store.putCleaned(entries)).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      await expect(store.productsByIds(entries.map(({ product }) => product.id))).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      await store.putCleaned(entries.slice(1));
      expect(await store.countProducts()).toBe(CATALOG_BATCH_MAX);
    });

    it('rejects with the reason of an aborted signal, and writes nothing', async () => {
      await using store = await makeStore();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => store.putCleaned([cleaned('a', 1)], signal),
        () => store.removeCleaned([{ id: productId('a'), version: version(1) }], signal),
        () => store.productsByIds([productId('a')], signal),
        () => store.scanProducts(null, 1, signal),
        () => store.countProducts(signal),
        () => store.categoriesByIds([category('a')], signal),
        () => store.childCategories([null], signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect(await store.countProducts()).toBe(0);
    });

    it('gives the children of each parent by name', async () => {
      await using store = await makeStore();
      await store.putCleaned([
        cleaned('a', 1, { categories: path('home/garden/tools') }),
        cleaned('b', 1, { categories: path('home/bath') }),
        cleaned('c', 1, { categories: path('books') }),
      ]);
      expect((await store.childCategories([null])).map(({ id }) => id)).toEqual(['books', 'home']);
      expect(await store.childCategories([category('home'), category('absent')])).toEqual([
        { id: 'home/bath', name: 'BATH', parentId: 'home', productCount: 1 },
        { id: 'home/garden', name: 'GARDEN', parentId: 'home', productCount: 1 },
      ]);
      expect(await store.categoriesByIds([category('home'), category('absent')])).toEqual([{ id: 'home', name: 'HOME', parentId: null, productCount: 2 }]);
    });

    it('holds what a Map would hold, and counts each category with what is below it, whatever is put and removed', async () => {
      const leaf = fc.constantFrom('', 'home', 'home/garden', 'home/garden/tools', 'books');
      const id = fc.constantFrom('a', 'b', 'c', '手');
      const step = fc.record({ id, version: fc.integer({ min: 1, max: 6 }), leaf: fc.option(leaf) });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 8 }), async (rounds) => {
          await using store = await makeStore();
          const oracle = new Map<string, { version: number; product: Product | null }>();
          for (const round of rounds) {
            for (const given of round) {
              const entry = cleaned(given.id, given.version, { categories: given.leaf ? path(given.leaf) : [] });
              if (given.leaf === null) await store.removeCleaned([{ id: entry.product.id, version: entry.version }]);
              else await store.putCleaned([entry]);
              if ((oracle.get(given.id)?.version ?? 0) > given.version) continue;
              oracle.set(given.id, { version: given.version, product: given.leaf === null ? null : entry.product });
            }
          }
          const living = [...oracle.values()].flatMap(({ product }) => (product === null ? [] : [product]));
          expect((await store.scanProducts(null, 100)).map(({ product }) => product)).toEqual(living.toSorted(byId));
          expect((await treeOf(store)).toSorted(byId)).toEqual(countedCategories(living));
        }),
        { numRuns },
      );
    });
  });
}

async function treeOf(store: CategoryStore): Promise<StoredCategory[]> {
  const all: StoredCategory[] = [];
  for (let level = await store.childCategories([null]); level.length > 0; level = await store.childCategories(level.map(({ id }) => id))) {
    all.push(...level);
  }
  return all;
}

function countedCategories(products: readonly Product[]): StoredCategory[] {
  const counted = new Map<string, StoredCategory>();
  for (const { categories } of products) {
    for (const [level, { id, name }] of categories.entries()) {
      const productCount = (counted.get(id)?.productCount ?? 0) + 1;
      counted.set(id, { id, name, parentId: categories[level - 1]?.id ?? null, productCount });
    }
  }
  return [...counted.values()].toSorted(byId);
}
