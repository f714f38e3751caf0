import { expect, it } from 'vitest';
import { startSampleShop } from '../e2e/support/start-sample-shop.ts';

const SEARCH = '{ search(query: "wireless headphones", first: 100) { totalCount edges { node { id title } } facets(fields: ["brand"]) { buckets { value count } } } }';
const UPSERT = 'mutation ($products: [ProductInput!]!) { upsertProducts(products: $products) { accepted } }';

it('rebuilds under search and write load without a failed or half-empty answer, and without losing a write', async () => {
  await using sample = await startSampleShop({ overHttp: false });
  const token = await sample.token('ADMIN');
  const before = await sample.send({ query: SEARCH });
  const whole = inOrderOfId(before.data);
  expect(whole.search.totalCount).toBeGreaterThan(10);
  expect(whole.search.edges).toHaveLength(whole.search.totalCount);

  const load = { done: false };
  const search = async (): Promise<number> => {
    let answers = 0;
    for (; !load.done; answers += 1) {
      const { data, errors } = await sample.send({ query: SEARCH });
      expect(errors).toEqual([]);
      expect(inOrderOfId(data)).toEqual(whole);
    }
    return answers;
  };
  const write = async (): Promise<string[]> => {
    const written: string[] = [];
    while (!load.done) {
      const products = Array.from({ length: 5 }, (_, i) => ({ id: `load-${written.length + i}`, title: `Quibbling teapot ${written.length + i}` }));
      const { data, errors } = await sample.send({ query: UPSERT, variables: { products }, token });
      expect(errors).toEqual([]);
      expect(data.upsertProducts.accepted).toBe(products.length);
      written.push(...products.map(({ id }) => id));
    }
    return written;
  };
  const searching = [search(), search()];
  const writing = write();
  const generations: string[] = [];
  for (let round = 0; round < 3; round += 1) generations.push(await sample.shop.indexer.rebuild());
  load.done = true;
  const answers = await Promise.all(searching);
  const written = await writing;

  expect(new Set(generations).size).toBe(3);
  expect(Math.min(...answers)).toBeGreaterThan(1);
  expect(written.length).toBeGreaterThan(0);
  await sample.shop.indexer.caughtUp((await sample.shop.catalog.head()).version, { timeoutMs: 10_000 });
  const found = await sample.shop.index.documentsByIds(written as never);
  expect(found.filter((document) => document === null)).toEqual([]);
  expect((await sample.shop.indexer.verify()).differences).toEqual([]);
}, 60_000);

interface Answer {
  readonly search: { readonly totalCount: number; readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

/** Demand and freshness move with the clock, and with them the order of near equals; which products there are does not. */
function inOrderOfId({ search }: Answer): Answer {
  return { search: { ...search, edges: search.edges.toSorted((a, b) => (a.node.id < b.node.id ? -1 : 1)) } };
}
