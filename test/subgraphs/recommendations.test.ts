import { describe, expect, it } from 'vitest';
import type { Discovery, Merchandising, RankingModels, RecommendationList, RecommendRequest, SearchHit, SearchRequest, SearchResult, SuggestRequest } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';
import { categoryId, listId } from '../../schema/ids.ts';
import { ROLES } from '../../schema/identity.ts';
import { createRecommendationsSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import { documentOf, productOf } from './products.ts';
import { plain, recordingLog, run } from './support.ts';

const CARD = 'id title brand url price { amount currency } listPrice { amount } availability rating { average count } images { url alt } categories { id name parent { id name } }';
const card = (id: string) => ({
  id,
  title: `Kettle ${id}`,
  brand: 'Steamy',
  url: `https://shop.test/${id}`,
  price: { amount: 2_999, currency: 'EUR' },
  listPrice: { amount: 3_999 },
  availability: 'IN_STOCK',
  rating: { average: 4.5, count: 12 },
  images: [{ url: `https://shop.test/${id}.jpg`, alt: null }],
  categories: [
    { id: 'home', name: 'Home', parent: null },
    { id: 'home/kitchen', name: 'Kitchen', parent: { id: 'home', name: 'Home' } },
  ],
});

const edge = (id: string, position: number) => ({
  cursor: `cursor-${position}`,
  position,
  score: 1 / position,
  node: card(id),
  highlights: [{ field: 'title', fragments: [`<em>Kettle</em> ${id}`] }],
});

function hit(id: string, position: number): SearchHit {
  return {
    cursor: `cursor-${position}`,
    position,
    score: 1 / position,
    document: documentOf(productOf(id)),
    explanation: { lexicalScore: 7.5, semanticScore: null, modelScore: null, normalizedScore: 1, rules: [], modelVersion: 'lexical', indexVersion: 'products-1', attribution: async () => null },
    highlights: () => [{ field: 'title', fragments: [`<em>Kettle</em> ${id}`] }],
  };
}

/** A shop without any; test/subgraphs/models.test.ts has some. */
const noModels: RankingModels = {
  list: async () => ({ models: [] }),
  activate: async (version) => Promise.reject(new AppError('MODEL_NOT_FOUND', `version: expected one of none, got ${version}.`)),
};

interface Asked {
  readonly searches: SearchRequest[];
  readonly suggests: SuggestRequest[];
  readonly lists: RecommendRequest[];
  readonly documents: (readonly string[])[];
  readonly facets: (readonly string[] | null)[];
}

/** The subgraph over a domain that gives the same answers to every question, and remembers the questions. */
function subgraphOf(change: Partial<Discovery> = {}): { readonly subgraph: Subgraph; readonly asked: Asked } {
  const asked: Asked = { searches: [], suggests: [], lists: [], documents: [], facets: [] };
  const result: SearchResult = {
    id: listId('list-1'),
    hits: [hit('k1', 1), hit('k2', 2)],
    totalCount: 12,
    hasNextPage: true,
    hasPreviousPage: false,
    interpretation: { text: 'ketle', correctedText: 'kettle', detected: [{ field: 'brand', value: 'Steamy', text: 'steamy' }], synonyms: [], relaxed: false },
    redirect: null,
    banners: [],
    degradations: [{ component: 'CACHE', effect: 'Slower than usual.' }],
    facets: async (fields) => {
      asked.facets.push(fields);
      return (fields ?? ['brand']).map((field) => ({ field, label: field, buckets: [{ value: 'Steamy', label: 'Steamy', count: 2, selected: true }], stats: null }));
    },
  };
  const list: RecommendationList = {
    id: listId('list-2'),
    hits: [{ cursor: 's-1', position: 1, score: 1, document: documentOf(productOf('k3')), reason: { code: 'SIMILAR', text: 'Similar', because: [documentOf(productOf('k1'))] } }],
    hasNextPage: false,
    hasPreviousPage: false,
    degradations: [],
  };
  const discovery: Discovery = {
    search: async (request) => {
      asked.searches.push(request);
      return result;
    },
    preview: () => Promise.reject(new Error('Nothing here asks for a preview.')),
    suggest: async (request) => {
      asked.suggests.push(request);
      const path = [{ id: categoryId('home'), name: 'Home' }, { id: categoryId('home/kitchen'), name: 'Kitchen' }];
      return { queries: [{ text: 'kettle', highlighted: 'ket<em>tle</em>' }], products: [documentOf(productOf('k1'))], categories: [path] };
    },
    recommend: async (request) => {
      asked.lists.push(request);
      return list;
    },
    documents: async (ids) => {
      asked.documents.push(ids);
      return ids.map((id) => (id.startsWith('k') ? documentOf(productOf(id)) : null));
    },
    ...change,
  };
  return { subgraph: createRecommendationsSubgraph({ discovery, models: noModels, merchandising: {} as Merchandising, log: recordingLog() }), asked };
}

describe('search', () => {
  it('shows every field of a page', async () => {
    const { subgraph } = subgraphOf();
    const query = `{ search(query: "ketle") {
      id totalCount edges { cursor position score node { ${CARD} } highlights { field fragments } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } facets(fields: ["brand"]) { field label buckets { value label count selected } stats { min max } }
      interpretation { text correctedText relaxed synonyms detected { field value text } } redirect { url } banners { id } degradations { component effect }
    } }`;
    expect(plain(await run(subgraph, query))).toEqual({
      data: {
        search: {
          id: 'list-1',
          totalCount: 12,
          edges: [edge('k1', 1), edge('k2', 2)],
          pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'cursor-1', endCursor: 'cursor-2' },
          facets: [{ field: 'brand', label: 'brand', buckets: [{ value: 'Steamy', label: 'Steamy', count: 2, selected: true }], stats: null }],
          interpretation: { text: 'ketle', correctedText: 'kettle', relaxed: false, synonyms: [], detected: [{ field: 'brand', value: 'Steamy', text: 'steamy' }] },
          redirect: null,
          banners: [],
          degradations: [{ component: 'CACHE', effect: 'Slower than usual.' }],
        },
      },
    });
  });

  it('browses by default', async () => {
    const { subgraph, asked } = subgraphOf();
    await run(subgraph, '{ search { id } }');
    expect(asked.searches).toEqual([{ query: '', filters: [], sort: 'RELEVANCE', first: 24, after: null, personalize: true, locale: null, facets: [] }]);
  });

  it('hands on what was asked, with null for what was left out', async () => {
    const { subgraph, asked } = subgraphOf();
    const filters = [{ field: 'brand', values: ['Steamy'] }, { field: 'price', range: { min: 100 } }];
    await run(subgraph, 'query ($filters: [FilterInput!]) { search(query: "a", filters: $filters, sort: PRICE_ASC, first: 3, after: "c", personalize: false, locale: "zh") { id } }', { variables: { filters } });
    expect(asked.searches).toEqual([
      {
        query: 'a',
        filters: [{ field: 'brand', values: ['Steamy'], range: null }, { field: 'price', values: null, range: { min: 100, max: null } }],
        sort: 'PRICE_ASC',
        first: 3,
        after: 'c',
        personalize: false,
        locale: 'zh',
        facets: [],
      },
    ]);
  });

  it('says beforehand which facets it will ask for', async () => {
    const { subgraph, asked } = subgraphOf();
    await run(subgraph, 'query ($f: [String!]) { search { a: facets(fields: $f) { field } ...B } } fragment B on SearchConnection { b: facets(fields: ["price"]) { field } }', { variables: { f: ['brand'] } });
    expect(asked.searches).toMatchObject([{ facets: ['brand', 'price'] }]);
    expect(asked.facets).toEqual([['brand'], ['price']]);
  });

  it.each(ROLES)('explains the order to merchandisers and above: %s', async (role) => {
    const { subgraph } = subgraphOf();
    const query = '{ search { edges { explanation { lexicalScore semanticScore modelScore modelVersion indexVersion experimentArm baseline features { name } rules { name } } } } }';
    const { data, errors } = plain(await run(subgraph, query, { role }));
    const explanation = { lexicalScore: 7.5, semanticScore: null, modelScore: null, modelVersion: 'lexical', indexVersion: 'products-1', experimentArm: null, baseline: null, features: [], rules: [] };
    const shown = ['MERCHANDISER', 'ADMIN'].includes(role) ? explanation : null;
    expect(errors).toBeUndefined();
    expect(data).toEqual({ search: { edges: [{ explanation: shown }, { explanation: shown }] } });
  });

  it("passes on the domain's errors, and keeps what else was asked", async () => {
    const { subgraph } = subgraphOf({ search: () => Promise.reject(new AppError('CURSOR_INVALID', 'after: expected a cursor of this API.')) });
    expect(plain(await run(subgraph, '{ search(after: "made up") { id } suggest(prefix: "k") { queries { text } } }'))).toEqual({
      data: { search: null, suggest: { queries: [{ text: 'kettle' }] } },
      errors: [{ message: 'after: expected a cursor of this API.', path: ['search'], extensions: { code: 'BAD_USER_INPUT', reason: 'CURSOR_INVALID' } }],
    });
  });
});

describe('every first', () => {
  const fields = ['search(first: N) { id }', 'suggest(prefix: "k", first: N) { queries { text } }'];
  it.each(fields.flatMap((field) => [0, -1, 101].map((first) => field.replace('N', String(first)))))('is 1 to 100: %s', async (field) => {
    const { subgraph, asked } = subgraphOf();
    expect(await run(subgraph, `{ ${field} }`)).toMatchObject({ errors: [{ message: expect.stringMatching(/^first: expected 1 to 100, got /), extensions: { code: 'BAD_USER_INPUT' } }] });
    expect([...asked.searches, ...asked.suggests]).toEqual([]);
  });
});

describe('an argument with a default', () => {
  it.each([
    ['query', 'String', 'search(query: $value) { id }'],
    ['sort', 'SearchSort', 'search(sort: $value) { id }'],
    ['first', 'Int', 'search(first: $value) { id }'],
    ['personalize', 'Boolean', 'search(personalize: $value) { id }'],
    ['first', 'Int', 'suggest(prefix: "k", first: $value) { queries { text } }'],
    ['first', 'Int', 'recommendations(strategy: POPULAR, first: $value) { id }'],
  ])('is named where a variable is null for it: %s of type %s in %s', async (argument, type, field) => {
    const { subgraph } = subgraphOf();
    expect(await run(subgraph, `query ($value: ${type}) { ${field} }`, { variables: { value: null } })).toMatchObject({
      errors: [{ message: expect.stringContaining(`Argument "${argument}"`), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect((await run(subgraph, `query ($value: ${type}) { ${field} }`)).errors).toBeUndefined();
  });
});

describe('suggest', () => {
  it('shows completions, cards and categories with their parents', async () => {
    const { subgraph, asked } = subgraphOf();
    const { data, errors } = plain(await run(subgraph, `{ suggest(prefix: "ket") { queries { text highlighted } products { ${CARD} } categories { id name parent { id name parent { id } } } } }`));
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      suggest: {
        queries: [{ text: 'kettle', highlighted: 'ket<em>tle</em>' }],
        products: [card('k1')],
        categories: [{ id: 'home/kitchen', name: 'Kitchen', parent: { id: 'home', name: 'Home', parent: null } }],
      },
    });
    expect(asked.suggests).toEqual([{ prefix: 'ket', first: 8, locale: null }]);
  });
});

describe('Product', () => {
  it('entities cost one index call for 50 of them, in the order asked for, null where unknown', async () => {
    const { subgraph, asked } = subgraphOf();
    const ids = [...Array.from({ length: 49 }, (_, index) => `k${index}`), 'unknown'];
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { ${CARD} } } }`;
    const { data, errors } = plain(await run(subgraph, query, { variables: { r: ids.map((id) => ({ __typename: 'Product', id })) } }));
    expect(errors).toBeUndefined();
    expect(data!['_entities']).toEqual(ids.map((id) => (id === 'unknown' ? null : card(id))));
    expect(asked.documents).toEqual([ids]);
  });

  it('shows similar products, each with its reason', async () => {
    const { subgraph, asked } = subgraphOf();
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product {
      similar { id edges { cursor position score node { id } reason { code text because { id title } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } degradations { effect } }
    } } }`;
    expect(plain(await run(subgraph, query, { variables: { r: [{ __typename: 'Product', id: 'k1' }] } }))).toEqual({
      data: {
        _entities: [
          {
            similar: {
              id: 'list-2',
              edges: [{ cursor: 's-1', position: 1, score: 1, node: { id: 'k3' }, reason: { code: 'SIMILAR', text: 'Similar', because: [{ id: 'k1', title: 'Kettle k1' }] } }],
              pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: 's-1', endCursor: 's-1' },
              degradations: [],
            },
          },
        ],
      },
    });
    expect(asked.lists).toEqual([{ strategy: 'SIMILAR', productIds: ['k1'], excludeProductIds: [], filters: [], first: 12, after: null }]);
  });

  it('keeps its card where similar fails', async () => {
    const { subgraph } = subgraphOf({ recommend: () => Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'gone')) });
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { title similar(first: 3) { id } } } }';
    expect(plain(await run(subgraph, query, { variables: { r: [{ __typename: 'Product', id: 'k1' }] } }))).toMatchObject({
      data: { _entities: [{ title: 'Kettle k1', similar: null }] },
      errors: [{ path: ['_entities', 0, 'similar'], extensions: { code: 'UNAVAILABLE' } }],
    });
  });
});

describe('User', () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id forYou(first: 3, after: "c") { id } recentlyViewed { id } } } }`;
  const CALLER = 'a-shopper';
  const entities = (id: string) => ({ variables: { r: [{ __typename: 'User', id }] } });

  it('shows callers their own lists, and no one else’s', async () => {
    const { subgraph, asked } = subgraphOf();
    const stranger = plain(await run(subgraph, query, entities('somebody-else')));
    expect(stranger).toEqual({ data: { _entities: [null] } });
    expect(asked.lists).toEqual([]);
    const own = plain(await run(subgraph, query, { ...entities(CALLER), role: 'SHOPPER' }));
    expect(own).toEqual({ data: { _entities: [{ id: CALLER, forYou: { id: 'list-2' }, recentlyViewed: { id: 'list-2' } }] } });
    expect(asked.lists).toEqual([
      { strategy: 'FOR_YOU', productIds: [], excludeProductIds: [], filters: [], first: 3, after: 'c' },
      { strategy: 'RECENTLY_VIEWED', productIds: [], excludeProductIds: [], filters: [], first: 12, after: null },
    ]);
  });
});

describe('recommendations', () => {
  it('hands on what was asked, and checks the length of the page', async () => {
    const { subgraph, asked } = subgraphOf();
    const query = `{ recommendations(strategy: POPULAR, productIds: ["a"], excludeProductIds: ["b"], filters: [{ field: "price", range: { max: 5 } }], first: 2, after: "c") { id } }`;
    expect(plain(await run(subgraph, query))).toEqual({ data: { recommendations: { id: 'list-2' } } });
    const filters = [{ field: 'price', values: null, range: { min: null, max: 5 } }];
    expect(asked.lists).toEqual([{ strategy: 'POPULAR', productIds: ['a'], excludeProductIds: ['b'], filters, first: 2, after: 'c' }]);
    const refused = plain(await run(subgraph, '{ recommendations(strategy: TRENDING, first: 101) { id } }'));
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
