import { expect, it } from 'vitest';
import { createTextEncoder, shippedTokenTable, type TextEncoder } from '../../search/index.ts';
import { toIndexDocuments } from '../../indexer/index.ts';
import { openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import { product, version } from '../contracts/support/samples.ts';
import type { Product } from '../../stores/ports/product.ts';
import { anyone, openTestShop, searchFor } from './open-test-shop.ts';

const encoder = createTextEncoder(shippedTokenTable());

/** What a search finds in an index with embeddings of these products. */
async function find(text: string, products: readonly Product[], { by = encoder, changes = {} }: { by?: TextEncoder | null; changes?: Parameters<typeof searchFor>[1] } = {}) {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  await using index = await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now: () => 1, log, embeddings: encoder });
  const documents = await toIndexDocuments(products.map((of) => ({ product: of, version: version(1) })), encoder);
  await index.write(documents.map((document) => ({ kind: 'put', document })), null);
  await using shop = await openTestShop([], { over: () => ({ index, encoder: by }) });
  const { hits, totalCount } = await shop.discovery.search(searchFor(text, changes), anyone());
  return { ids: hits.map(({ document }) => document.id as string), totalCount, explanations: hits.map(({ explanation }) => explanation) };
}

const SHELF = [
  product('in-ear', { title: 'Soundwell in-ear headphones with microphone', price: { amount: 900, currency: 'EUR' } }),
  product('stereo', { title: 'Soundwell stereo in-ear headphones', price: { amount: 9_900, currency: 'EUR' } }),
  product('gone', { title: 'Soundwell sports in-ear headphones', availability: 'OUT_OF_STOCK' }),
  product('kettle', { title: 'Electric kettle 1.7 l, stainless steel' }),
  product('hammer', { title: 'Claw hammer with a wooden handle' }),
];

it('finds by meaning what nothing is called by, only what can be bought', async () => {
  const { ids, totalCount } = await find('earphones', SHELF);
  expect(ids.toSorted()).toEqual(['in-ear', 'stereo']);
  expect(totalCount).toBe(2);
  expect((await find('earphones', SHELF, { by: null })).ids).toEqual([]);
});

it('finds nothing by signs, or by words in a script that the encoder does not read', async () => {
  const shelf = [...SHELF, product('hoodie', { title: 'Fennmark 芬马克 男士连帽卫衣 oversize 黑色 S' }), product('bag', { title: 'Сумка 🎧' })];
  for (const text of ['🎧', '☃', '€', 'ящик', 'שלום']) expect((await find(text, shelf)).ids).toEqual([]);
});

it('takes a right word that stands alone for what it is, a typo and a word in company for what the catalogue has', async () => {
  const shelf = [product('panel', { title: 'Touch panel' }), product('sofa', { title: 'Sofa' })];
  expect((await find('couch', shelf)).ids).toEqual(['sofa']);
  expect((await find('tuoch', shelf)).ids).toEqual(['panel']);
  expect((await find('couch panel', shelf)).ids).toEqual(['panel']);
  expect((await find('couch', shelf, { by: null })).ids).toEqual(['panel']);
});

it('puts what has the words before what only means them, and says how near each is', async () => {
  const { ids, explanations } = await find('earphones', [...SHELF, product('named', { title: 'Earphones' })]);
  expect(ids[0]).toBe('named');
  expect(ids).toContain('in-ear');
  expect(explanations[1]).toMatchObject({ lexicalScore: 0 });
  for (const explanation of explanations) expect(explanation!.semanticScore!).toBeGreaterThan(0.7);
});

it('keeps an honest empty page for what the shop has nothing like', async () => {
  for (const text of ['netflix', 'garmin', 'zzzz qqqq']) expect([text, (await find(text, SHELF)).ids]).toEqual([text, []]);
});

it('obeys filters, and leaves an explicit sort to the words', async () => {
  const cheap = { filters: [{ field: 'price', values: null, range: { min: null, max: 1_000 } }] };
  expect((await find('earphones', SHELF, { changes: cheap })).ids).toEqual(['in-ear']);
  expect((await find('earphones', SHELF, { changes: { sort: 'PRICE_ASC' } })).ids).toEqual([]);
});

it('stays lexical where the encoder fails', async () => {
  const failing: TextEncoder = { ...encoder, encodeQuery: async () => Promise.reject(new Error('out of order')) };
  expect((await find('kettle', SHELF, { by: failing })).ids).toEqual(['kettle']);
});
