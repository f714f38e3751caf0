import { describe, expect, it } from 'vitest';
import type { Reranker, SearchResult } from '../../discovery/index.ts';
import { FEATURE_COUNT } from '../../ranker/index.ts';
import { AppError } from '../../schema/errors.ts';
import type { RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import { anyone, indexOver, openTestShop, searchFor, type TestProduct } from './open-test-shop.ts';

const idsOf = ({ hits }: SearchResult): string[] => hits.map(({ document }) => document.id);
const shoes: readonly TestProduct[] = Array.from({ length: 6 }, (_unused, i) => ({
  id: `shoe-${i}`,
  // Each a word longer than the one before, so that their scores differ and fall.
  title: `Red shoe${' red'.repeat(i)}`,
  price: 100 + i,
}));
const EVERYTHING = ['recall', 'documentsByIds', 'complete', 'correctWords', 'fieldValues'] as const;
const unavailable = { code: 'SEARCH_INDEX_UNAVAILABLE' };
const lexicalOrder = shoes.map(({ id }) => id);

describe('the reranker', () => {
  it('orders the candidates of a list by relevance, and no other', async () => {
    const scores = [1, 6, 2, 5, 3, 4];
    await using shop = await shopWith({
      rerank: async () => ({
        order: [1, 3, 5, 4, 2, 0],
        modelVersion: 'test-1',
        scored: { scores: Float64Array.from(scores), features: new Float32Array(scores.length * FEATURE_COUNT) },
      }),
      explain: async () => null,
    });
    const { hits } = await shop.discovery.search(searchFor('shoe'), anyone());
    expect(hits.map(({ document }) => document.id)).toEqual(['shoe-1', 'shoe-3', 'shoe-5', 'shoe-4', 'shoe-2', 'shoe-0']);
    expect(hits.map(({ explanation }) => explanation?.modelScore)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(hits[0]!.explanation).toMatchObject({ modelVersion: 'test-1', semanticScore: null });
    const lexicalScores = new Map(
      (await shop.index.recall(recallOf('shoe'))).candidates.map(({ id, lexicalScore }) => [id, lexicalScore]),
    );
    expect(new Set(lexicalScores.values()).size).toBe(shoes.length);
    for (const { document, explanation } of hits) expect(explanation?.lexicalScore).toBe(lexicalScores.get(document.id));
    const sorted = await shop.discovery.search(searchFor('shoe', { sort: 'PRICE_ASC' }), anyone());
    expect(idsOf(sorted)).toEqual(lexicalOrder);
    expect(sorted.hits[0]!.explanation).toMatchObject({ modelVersion: 'lexical-order', modelScore: null });
  });

  it.each<[string, Reranker['rerank']]>([
    ['throws', () => Promise.reject(new Error('no model'))],
    ['loses a candidate', async () => ({ order: [0, 1, 2, 3, 4], modelVersion: 'test-1', scored: null })],
    ['repeats a candidate', async () => ({ order: [0, 0, 1, 2, 3, 4], modelVersion: 'test-1', scored: null })],
    ['names a candidate that is not there', async () => ({ order: [0, 1, 2, 3, 4, 9], modelVersion: 'test-1', scored: null })],
  ])('that %s leaves the order of the recall, on every page, and says so', async (_why, rerank) => {
    await using shop = await shopWith({ rerank, explain: async () => null });
    const first = await shop.discovery.search(searchFor('shoe', { first: 3 }), anyone());
    const second = await shop.discovery.search(searchFor('shoe', { after: first.hits.at(-1)!.cursor }), anyone());
    expect([...idsOf(first), ...idsOf(second)]).toEqual(lexicalOrder);
    expect([first, second].flatMap(({ degradations }) => degradations.map(({ component }) => component))).toEqual([
      'RANKING_MODEL',
      'RANKING_MODEL',
    ]);
    expect(first.hits[0]!.explanation?.modelVersion).toBe('lexical-order');
    expect(shop.warnings).toHaveLength(1);
  });
});

describe('the index', () => {
  it('away, refuses what it was not asked before', async () => {
    await using failing = await openFailingShop();
    failing.fail(...EVERYTHING);
    await expect(failing.discovery.search(searchFor('shoe'), anyone())).rejects.toMatchObject(unavailable);
    await expect(failing.discovery.suggest({ prefix: 'sh', first: 8, locale: null }, anyone())).rejects.toMatchObject(unavailable);
  });

  it.each([4, 24])('away, leaves the lists that were served lately, without facets, and says so (first: %i)', async (first) => {
    await using failing = await openFailingShop();
    const request = searchFor('shoe', { first, facets: null });
    const before = await failing.discovery.search(request, anyone());
    failing.fail(...EVERYTHING);
    const after = await failing.discovery.search(request, anyone());
    expect(after.hits.map(({ cursor }) => cursor)).toEqual(before.hits.map(({ cursor }) => cursor));
    expect(after).toMatchObject({ id: before.id, totalCount: 6, degradations: [{ component: 'SEARCH_INDEX' }] });
    expect(await after.facets(null)).toEqual([]);
    failing.fail();
    expect((await failing.discovery.search(request, anyone())).degradations).toEqual([]);
  });

  it('away, has no page of products that were never served', async () => {
    await using failing = await openFailingShop();
    const { hits } = await failing.discovery.search(searchFor('shoe', { first: 2 }), anyone());
    failing.fail(...EVERYTHING);
    const second = failing.discovery.search(searchFor('shoe', { first: 2, after: hits.at(-1)!.cursor }), anyone());
    await expect(second).rejects.toMatchObject(unavailable);
    // Though it looked through the list to its end: a part that is down costs its deadline once.
    expect(failing.refusals('documentsByIds')).toBe(1);
  });

  it('unable to count, leaves the products of a later page', async () => {
    await using failing = await openFailingShop();
    const request = searchFor('shoe', { first: 3, facets: null });
    const { hits } = await failing.discovery.search(request, anyone());
    failing.fail('recall');
    const second = await failing.discovery.search({ ...request, after: hits.at(-1)!.cursor }, anyone());
    expect(idsOf(second)).toEqual(['shoe-3', 'shoe-4', 'shoe-5']);
    expect(second.degradations).toMatchObject([{ component: 'SEARCH_INDEX', effect: expect.stringContaining('facets') }]);
    expect(await second.facets(['brand'])).toEqual([]);
  });
});

describe('an aborted signal', () => {
  it('rejects each call with its reason', async () => {
    await using shop = await openTestShop(shoes);
    const reason = new Error('the client went away');
    const context = { ...anyone(), signal: AbortSignal.abort(reason) };
    await expect(shop.discovery.search(searchFor('shoe'), context)).rejects.toBe(reason);
    await expect(shop.discovery.suggest({ prefix: 'sh', first: 8, locale: null }, context)).rejects.toBe(reason);
    await expect(shop.discovery.recommend({ strategy: 'POPULAR', productIds: [], excludeProductIds: [], filters: [], first: 8, after: null }, context)).rejects.toBe(reason);
    await expect(shop.discovery.documents([], context)).rejects.toBe(reason);
  });

  it('ends a search that waits for the names of brands', async () => {
    await using shop = await openTestShop(shoes, {
      over: ({ index }) => ({ index: indexOver(index, { fieldValues: () => Promise.withResolvers<never>().promise }) }),
    });
    const controller = new AbortController();
    const search = shop.discovery.search(searchFor('shoe'), { ...anyone(), signal: controller.signal });
    const reason = new Error('deadline');
    controller.abort(reason);
    await expect(search).rejects.toBe(reason);
  });
});

const shopWith = (reranker: Reranker) => openTestShop(shoes, { over: () => ({ reranker }) });

async function openFailingShop() {
  let down: readonly (keyof SearchIndex)[] = [];
  const refused: (keyof SearchIndex)[] = [];
  const check = (method: keyof SearchIndex): void => {
    if (!down.includes(method)) return;
    refused.push(method);
    throw new AppError('SEARCH_INDEX_UNAVAILABLE', 'Expected an answer, got none.');
  };
  const shop = await openTestShop(shoes, {
    over: ({ index }) => ({
      index: {
        recall: async (query, signal) => (check('recall'), index.recall(query, signal)),
        documentsByIds: async (ids, signal) => (check('documentsByIds'), index.documentsByIds(ids, signal)),
        complete: async (text, locale, limit, signal) => (check('complete'), index.complete(text, locale, limit, signal)),
        correctWords: async (words, signal) => (check('correctWords'), index.correctWords(words, signal)),
        neighbours: async (query, signal) => (check('neighbours'), index.neighbours(query, signal)),
        featuresByIds: async (ids, signal) => (check('featuresByIds'), index.featuresByIds(ids, signal)),
        fieldValues: async (field, signal) => (check('fieldValues'), index.fieldValues(field, signal)),
      },
    }),
  });
  const fail = (...methods: readonly (keyof SearchIndex)[]): void => void (down = methods);
  const refusals = (method: keyof SearchIndex): number => refused.filter((other) => other === method).length;
  return { discovery: shop.discovery, fail, refusals, [Symbol.asyncDispose]: () => shop[Symbol.asyncDispose]() };
}

const recallOf = (text: string): RecallQuery => ({
  text,
  locale: null,
  matching: 'any',
  prefix: false,
  filters: [],
  sort: 'RELEVANCE',
  limit: 100,
  candidates: 100,
  facets: [],
});
