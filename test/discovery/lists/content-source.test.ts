import { expect, it } from 'vitest';
import { contentSource } from '../../../discovery/lists/content-source.ts';
import type { ListAsk } from '../../../discovery/lists/list-ask.ts';
import { toIndexDocuments } from '../../../indexer/index.ts';
import { createTextEncoder, shippedTokenTable } from '../../../search/index.ts';
import { openEmbeddedSearchIndex } from '../../../stores/embedded/index.ts';
import { product, version } from '../../contracts/support/samples.ts';

const encoder = createTextEncoder(shippedTokenTable());
const SHELF = [
  product('green', { title: 'Sencha green tea, loose leaf' }),
  product('black', { title: 'Assam black tea, loose leaf' }),
  product('bed', { title: 'Pet bed with washable cover' }),
  product('drill', { title: 'Cordless drill' }),
];

it('names what a product is like, which is neither itself nor merely the nearest of a bad lot', async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  await using index = await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now: () => 1, log, embeddings: encoder });
  const documents = await toIndexDocuments(SHELF.map((of) => ({ product: of, version: version(1) })), encoder);
  await index.write(documents.map((document) => ({ kind: 'put', document })), null);
  const ask = { list: { filters: [] }, signal: new AbortController().signal } as unknown as ListAsk;

  const one = await contentSource(index, documents.slice(0, 1), ask, { weight: 1, decay: 0.7 });
  expect([...one.scores.keys()]).toEqual(['black']);
  expect(one.becauseOf(documents[1]!.id)).toEqual(['green']);

  const both = await contentSource(index, documents.slice(0, 2), ask, { weight: 1, decay: 0.7 });
  expect([...both.scores.keys()].toSorted()).toEqual(['black', 'green']);
  expect(both.becauseOf(documents[0]!.id)).toEqual(['black']);
});
