import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, Kind } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MISSING } from '../../schema/contract/missing.ts';
import { contractDocuments, coveredPart } from './support/contract-operation.ts';
import { EMBEDDED_WORLD, WORLDS } from '../support/worlds.ts';
import { type ClientAnswer, type SampleShop, startSampleShop } from './support/start-sample-shop.ts';

const search = (args: string): string => `{ search(${args}) { totalCount } }`;
const headphones = (fields: string): string => `{ search(query: "wireless headphones", first: 5) { edges { node { ${fields} } } } }`;

describe.each([
  { where: 'one process', overHttp: false, world: EMBEDDED_WORLD },
  ...WORLDS.map((world) => ({ where: 'three HTTP subgraphs', overHttp: true, world })),
])('the shop in $where, $world.name', ({ overHttp, world }) => {
  let sample: SampleShop;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    sample = await startSampleShop({ overHttp, world });
    const { data } = await sample.send({ query: getIntrospectionQuery() });
    schema = buildClientSchema(data);
  }, 600_000);
  afterAll(() => sample?.[Symbol.asyncDispose]());

  const run = async (file: string, name: string, variables: Record<string, unknown> = {}, token?: string) => {
    const { query } = coveredPart(file, name, schema);
    expect(query).not.toBeNull();
    return sample.send({ query: query!, operationName: name, variables, ...(token === undefined ? {} : { token }) });
  };

  it('accepts every operation of the contract, but for what the list of missing fields says', () => {
    const missing = new Set<string>(MISSING);
    for (const [file, document] of contractDocuments()) {
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const { leftOut } = coveredPart(file, definition.name!.value, schema);
        expect(leftOut.filter((coordinate) => !missing.has(coordinate)), `${file}: ${definition.name!.value}`).toEqual([]);
      }
    }
  });

  it('runs Search, Suggest and ProductPage of the contract whole', async () => {
    expect(coveredPart('shop', 'Search', schema).leftOut).toEqual([]);
    expect(coveredPart('shop', 'Suggest', schema).leftOut).toEqual([]);

    const { data, errors } = await run('shop', 'Search', { query: 'wireless headphones', first: 10 });
    expect(errors).toEqual([]);
    expect(data.search.edges).toHaveLength(10);
    expect(data.search.totalCount).toBeGreaterThanOrEqual(10);
    expect(data.search.edges.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(data.search.facets.map(({ field }: { field: string }) => field)).toEqual(['category', 'brand', 'price', 'availability', 'rating']);
    for (const { node } of data.search.edges) {
      expect(node.title).toBeTruthy();
      expect(node.price).toMatchObject({ amount: expect.any(Number), currency: expect.any(String) });
      expect(node.availability).toBeTruthy();
    }

    const suggestions = await run('shop', 'Suggest', { prefix: 'headph' });
    expect(suggestions.errors).toEqual([]);
    expect(suggestions.data.suggest.queries.length).toBeGreaterThan(0);
    expect(suggestions.data.suggest.products.length).toBeGreaterThan(0);

    const page = await run('shop', 'ProductPage', { id: data.search.edges[0].node.id });
    expect(page.errors).toEqual([]);
    expect(page.data.product).toMatchObject({ id: data.search.edges[0].node.id, title: data.search.edges[0].node.title });
    expect(page.data.product.similar.edges.length).toBeGreaterThan(0);
  });

  it('runs Home and Cart of the contract whole, each product with its reason', async () => {
    for (const name of ['Home', 'Cart', 'ProductPage']) expect(coveredPart('shop', name, schema).leftOut).toEqual([]);
    const { data, errors } = await run('shop', 'Home', {}, await sample.token('SHOPPER'));
    expect(errors).toEqual([]);
    const lists = { forYou: data.me.forYou, trending: data.trending, popular: data.popular };
    for (const { edges } of Object.values(lists)) {
      expect(edges).toHaveLength(12);
      for (const { node } of edges) expect(node.availability).toMatch(/^(IN_STOCK|PREORDER)$/);
    }
    for (const { reason } of [...data.me.forYou.edges, ...data.trending.edges]) expect(reason.text.length).toBeGreaterThan(5);

    const productIds = data.popular.edges.slice(0, 3).map(({ node }: { node: { id: string } }) => node.id);
    const cart = await run('shop', 'Cart', { productIds });
    expect(cart.errors).toEqual([]);
    expect(cart.data.products.map(({ id }: { id: string }) => id)).toEqual(productIds);
    for (const { node } of cart.data.recommendations.edges) expect(productIds).not.toContain(node.id);
  });

  it('ranks Home with an event as soon as it is recorded, and as for everybody once personalisation is off', async () => {
    const visit = await sample.send({ query: '{ me { id } search(query: "tent", first: 1) { edges { node { id title } } } }' });
    const headers = { 'x-visitor-id': visit.headers.get('x-visitor-id')! };
    const product = visit.data.search.edges[0].node;
    const home = async () => {
      const { query } = coveredPart('shop', 'Home', schema);
      return (await sample.send({ query: query!, operationName: 'Home', headers })).data;
    };
    const products = ({ me }: { me: { forYou: { edges: { node: { id: string } }[] } } }) => me.forYou.edges.map(({ node }) => node.id);
    const before = await home();
    expect(before.me.recentlyViewed.edges).toEqual([]);

    const { query: track } = coveredPart('shop', 'Track', schema);
    const events = [{ id: 'e1', type: 'VIEW', productId: product.id, at: new Date().toISOString() }];
    const tracked = await sample.send({ query: track!, operationName: 'Track', variables: { events }, headers });
    expect(tracked.data.recordEvents).toMatchObject({ accepted: 1, rejected: [] });
    const after = await home();
    expect(after.me.recentlyViewed.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([product.id]);
    expect(products(after)).not.toEqual(products(before));
    expect(products(after)).not.toContain(product.id);
    const because = after.me.forYou.edges.flatMap(({ reason }: { reason: { because: { id: string }[] } }) => reason.because.map(({ id }) => id));
    expect(because).toContain(product.id);

    const { query: stop } = coveredPart('shop', 'StopPersonalizing', schema);
    await sample.send({ query: stop!, operationName: 'StopPersonalizing', headers });
    const off = await home();
    expect(products(off)).toEqual(products(before));
    expect(off.me.recentlyViewed.edges).toEqual([]);
  });

  it('gives a caller no lists of another', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { forYou { id } } } }';
    const { errors } = await sample.send({ query, variables: { r: [{ __typename: 'User', id: 'somebody' }] } });
    expect(errors.length).toBeGreaterThan(0);
  });

  it.each([
    ['SIMILAR without productIds', '{ recommendations(strategy: SIMILAR) { id } }', 'productIds'],
    ['a made-up cursor', '{ recommendations(strategy: POPULAR, after: "x") { id } }', 'after'],
    ['an unknown filter field', '{ recommendations(strategy: POPULAR, filters: [{ field: "colour", values: ["x"] }]) { id } }', 'filters[0].field'],
    ['first: 0', '{ recommendations(strategy: POPULAR, first: 0) { id } }', 'first'],
  ])('refuses a list with %s', async (_what, query, named) => {
    const { errors } = await sample.send({ query });
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]!.message).toContain(named);
  });

  it.each([
    ['手机', /手机/],
    ['苹果 iphone 手机壳', /苹果 iPhone .*手机壳/],
  ])('finds products of the Chinese part first: %s', async (query, title) => {
    const { data, errors } = await run('shop', 'Search', { query, first: 4 });
    expect(errors).toEqual([]);
    expect(data.search.edges.length).toBe(4);
    for (const { node } of data.search.edges) expect(node.title).toMatch(title);
  });

  it("answers the explorer's examples as they stand", async () => {
    const examples = (await (await fetch(`${sample.door.url}/explorer/examples.json`)).json()) as string[][];
    expect(examples.length).toBeGreaterThan(2);
    for (const lines of examples) {
      const { data, errors } = await sample.send({ query: lines.join('\n') });
      expect(errors).toEqual([]);
      expect(Object.values(data)).not.toContain(null);
    }
  });

  it("shows the index's health as metrics, and pictures of the sample's products", async () => {
    const metrics = await (await fetch(`${sample.door.url}/metrics`)).text();
    const { data } = await run('merchandiser', 'Health', {}, await sample.token('MERCHANDISER'));
    expect(metrics).toContain(`aisle_index_documents ${data.indexHealth.documents}\n`);
    expect(metrics).toContain('aisle_index_pending_changes 0\n');
    expect(metrics).toContain(`aisle_quarantined_records ${data.indexHealth.quarantined}\n`);
    const found = await sample.send({ query: '{ search(first: 1) { edges { node { images { url } } } } }' });
    const picture = await fetch(`${sample.door.url}${new URL(found.data.search.edges[0].node.images[0].url).pathname}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect((await fetch(`${sample.door.url}/sample/images/nothing.svg`)).status).toBe(404);
  });

  it('pages on without repeats', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page++) {
      const { data, errors }: ClientAnswer = await run('shop', 'Search', { query: 'black', first: 7, after });
      expect(errors).toEqual([]);
      seen.push(...data.search.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.search.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(28);
    expect(new Set(seen).size).toBe(28);
  });

  it('makes a written product searchable at once, and a deleted one vanish', async () => {
    const token = await sample.token('ADMIN');
    const product = { id: `e2e-${String(overHttp)}`, title: 'Zyxomat quivering teapot', price: { amount: 2_500, currency: 'USD' } };
    const upsert = await run('admin', 'UpsertProducts', { products: [product] }, token);
    expect(upsert).toMatchObject({ errors: [], data: { upsertProducts: { accepted: 1, userErrors: [] } } });
    const found = await run('shop', 'Search', { query: 'zyxomat' });
    expect(found.data.search.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([product.id]);
    const page = await run('shop', 'ProductPage', { id: product.id });
    expect(page.data.product.title).toBe(product.title);

    const removal = await run('admin', 'DeleteProducts', { ids: [product.id] }, token);
    expect(removal.data.deleteProducts).toMatchObject({ deleted: 1, userErrors: [] });
    await expect.poll(async () => (await run('shop', 'Search', { query: 'zyxomat' })).data.search.edges).toEqual([]);
  });

  it('says how the index is, and what was kept out of it', async () => {
    const { data, errors } = await run('merchandiser', 'Health', {}, await sample.token('MERCHANDISER'));
    expect(errors).toEqual([]);
    expect(data.indexHealth).toMatchObject({ pendingChanges: 0, lagSeconds: 0 });
    expect(data.indexHealth.documents).toBeGreaterThan(2_500);
    expect(data.quarantine.totalCount).toBe(data.indexHealth.quarantined);
    expect(data.quarantine.totalCount).toBeGreaterThan(5);
    for (const { node } of data.quarantine.edges) expect(node.reasons.length).toBeGreaterThan(0);
  });

  it('shows the category tree with counts, and a visitor who he is', async () => {
    const { data, errors } = await sample.send({
      query: '{ me { id anonymous roles } categories { id name productCount children { id productCount parent { id } } } }',
    });
    expect(errors).toEqual([]);
    expect(data.me).toMatchObject({ anonymous: true });
    expect(data.categories.length).toBeGreaterThan(5);
    for (const { id, productCount, children } of data.categories) {
      for (const child of children) {
        expect(child.parent.id).toBe(id);
        expect(child.productCount).toBeLessThanOrEqual(productCount);
      }
    }
  });

  describe('bad input', () => {
    it.each([
      ['a wrong type', search('query: 5'), 'search(query)'],
      ['a wrong type deep inside', search('filters: [{ field: "price", range: { min: "cheap" } }]'), 'search(filters.range.min)'],
      ['first: 0', search('first: 0'), 'first'],
      ['first: 1000', search('first: 1000'), 'first'],
      ['a made-up cursor', search('after: "made-up"'), 'after'],
      ['an unknown filter field', search('filters: [{ field: "colour", values: ["red"] }]'), 'colour'],
      ['min above max', search('filters: [{ field: "price", range: { min: 5, max: 1 } }]'), 'min'],
      ['a query of 10,000 characters', search(`query: "${'x'.repeat(10_000)}"`), 'query'],
      ['control characters', search(String.raw`query: "a\u0007b"`), 'query'],
      ['101 ids', `{ products(ids: ${JSON.stringify(Array.from({ length: 101 }, String))}) { id } }`, 'ids'],
      ['an unknown field', '{ search { nonsense } }', 'nonsense'],
      ['no GraphQL', '{ search(', 'Syntax'],
    ])('%s names what is wrong', async (_what, query, named) => {
      const { errors } = await sample.send({ query });
      expect(errors.length).toBeGreaterThan(0);
      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
      expect(errors[0]!.message).toContain(named);
    });

    it('a cursor of another query', async () => {
      const { data } = await run('shop', 'Search', { query: 'black', first: 2 });
      const { errors } = await run('shop', 'Search', { query: 'white', first: 2, after: data.search.pageInfo.endCursor });
      expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(errors[0]!.message).toContain('after');
    });

    it.each([
      ['no title', { title: ' ' }, 'title'],
      ['a negative price', { price: { amount: -1, currency: 'USD' } }, 'amount'],
      ['an unknown currency', { price: { amount: 1, currency: 'XQQ' } }, 'currency'],
    ])('a product with %s is a user error with its path', async (_what, wrong, field) => {
      const products = [{ id: 'good', title: 'Good product' }, { id: 'bad', title: 'Bad product', ...wrong }];
      const { data, errors } = await run('admin', 'UpsertProducts', { products }, await sample.token('ADMIN'));
      expect(errors).toEqual([]);
      expect(data.upsertProducts.accepted).toBe(1);
      expect(data.upsertProducts.userErrors).toHaveLength(1);
      const [{ path }] = data.upsertProducts.userErrors;
      expect(path.slice(0, 2)).toEqual(['products', '1']);
      expect(path.at(-1)).toBe(field);
    });
  });

  it('refuses mutations to whoever may not', async () => {
    const query = 'mutation { deleteProducts(ids: ["x"]) { deleted } }';
    const anonymous = await sample.send({ query });
    expect(anonymous.errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    const merchandiser = await sample.send({ query, token: await sample.token('MERCHANDISER') });
    expect(merchandiser.errors[0]!.extensions.code).toBe('FORBIDDEN');
  });

  // Last in each round: it takes the shop apart.
  it.runIf(overHttp)('with recommendations killed, ProductPage still shows the product', async () => {
    const { data: before } = await run('shop', 'Search', { query: 'wireless headphones', first: 5 });
    const { id } = before.search.edges[0].node;

    await sample.door.served.get('recommendations')!.close();
    const page = await run('shop', 'ProductPage', { id });
    expect(page.data.product).toMatchObject({ id, title: before.search.edges[0].node.title, similar: null });
    expect(page.errors.length).toBeGreaterThan(0);
    for (const { extensions } of page.errors) expect(extensions.code).toBe('UNAVAILABLE');
    const search = await run('shop', 'Search', { query: 'wireless headphones', first: 5 });
    expect(search.data.search).toBeNull();
  });
});

describe('the shop in three HTTP subgraphs, catalog killed', () => {
  it('still returns whole cards, and says of the rest that it is unavailable', async () => {
    await using sample = await startSampleShop({ overHttp: true });
    const card = 'id title brand url price { amount currency } availability rating { average count } images { url } categories { id name parent { id name } }';
    const before = await sample.send({ query: headphones(card) });
    await sample.door.served.get('catalog')!.close();

    const cards = await sample.send({ query: headphones(card) });
    expect(cards.errors).toEqual([]);
    expect(cards.data).toEqual(before.data);

    const withDescription = await sample.send({ query: headphones('id title description') });
    expect(withDescription.data.search.edges).toHaveLength(5);
    for (const { node } of withDescription.data.search.edges) expect(node).toMatchObject({ title: expect.any(String), description: null });
    for (const { extensions, message } of withDescription.errors) {
      expect(extensions.code).toBe('UNAVAILABLE');
      expect(message).not.toMatch(/127\.0\.0\.1|ECONN|localhost/);
    }
    expect(withDescription.errors.length).toBeGreaterThan(0);
  }, 60_000);
});
