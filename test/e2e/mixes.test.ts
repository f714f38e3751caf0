import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SERVERS } from '../support/servers.ts';
import { MIXES } from '../support/worlds.ts';
import { type ClientAnswer, type SampleShop, startSampleShop } from './support/start-sample-shop.ts';

const PRODUCTS = ['Rain jacket', 'Down jacket', 'Denim jacket', 'Steel kettle', 'Copper kettle', 'Desk lamp', 'Floor lamp', 'Headphones'].map((title, number) => ({
  id: `p${number}`,
  title,
  brand: number % 2 === 0 ? 'Nord' : 'Lumo',
  categoryPath: [title.split(' ').at(-1)!],
  price: { amount: 1_000 + 500 * number, currency: 'EUR' },
  availability: 'IN_STOCK',
}));

// Also so that there is a test where no server is given: a file without any counts as failed.
it.skipIf(MIXES.length === 0)('each mix has one of the servers that are given, and all are in one', () => {
  const urls = MIXES.map((mix) => Object.values(mix.urls).filter((url) => url !== null));
  expect(urls).toEqual(Object.values(SERVERS).flatMap((url) => (url === null ? [] : [[url]])));
});

/* The road through every store, where one of them is a server and the others are embedded. */
describe.each(MIXES)('a shop of which $name is a server and the rest embedded', (world) => {
  let sample: SampleShop;
  beforeAll(async () => {
    sample = await startSampleShop({ overHttp: false, empty: true, world });
  }, 60_000);
  afterAll(() => sample?.[Symbol.asyncDispose]());

  type Role = Parameters<SampleShop['token']>[0];
  const send = async (query: string, { as, headers, ...variables }: { readonly as?: Role; readonly headers?: Readonly<Record<string, string>>; readonly [name: string]: unknown } = {}): Promise<ClientAnswer> => {
    const answer = await sample.send({ query, variables, ...(headers !== undefined && { headers }), ...(as !== undefined && { token: await sample.token(as) }) });
    expect(answer.errors).toEqual([]);
    return answer;
  };
  const found = async (query: string): Promise<readonly string[]> => {
    const { data } = await send('query ($query: String!) { search(query: $query, first: 10) { degradations { component } edges { node { id } } } }', { query });
    expect(data.search.degradations).toEqual([]);
    return data.search.edges.map(({ node }: { node: { id: string } }) => node.id);
  };

  it('finds what was written, and no more what was deleted', async () => {
    const { data } = await send('mutation ($products: [ProductInput!]!) { upsertProducts(products: $products) { accepted userErrors { code } } }', { as: 'ADMIN', products: PRODUCTS });
    expect(data.upsertProducts).toEqual({ accepted: PRODUCTS.length, userErrors: [] });
    await vi.waitFor(async () => expect((await found('jacket')).toSorted()).toEqual(['p0', 'p1', 'p2']), { timeout: 20_000 });
    await send('mutation { deleteProducts(ids: ["p2"]) { deleted } }', { as: 'ADMIN' });
    await vi.waitFor(async () => expect((await found('jacket')).toSorted()).toEqual(['p0', 'p1']), { timeout: 20_000 });
    const { data: page } = await send('{ product(id: "p3") { title brand price { amount currency } categories { id } } search(query: "kettle") { facets(fields: ["brand"]) { buckets { value count } } } }');
    expect(page.product).toEqual({ title: 'Steel kettle', brand: 'Lumo', price: { amount: 2_500, currency: 'EUR' }, categories: [{ id: 'kettle' }] });
    expect(page.search.facets[0].buckets).toHaveLength(2);
    expect((await send('{ indexHealth { documents quarantined } }', { as: 'MERCHANDISER' })).data.indexHealth).toEqual({ documents: 7, quarantined: 0 });
  }, 60_000);

  it('knows what a visitor did in the next request, merges it at sign-in, and forgets it', async () => {
    const visitor = (await send('{ __typename }')).headers.get('x-visitor-id')!;
    const headers = { 'x-visitor-id': visitor };
    const events = [{ id: 'e1', type: 'VIEW', productId: 'p5', at: new Date().toISOString() }];
    const { data } = await send('mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted } }', { headers, events });
    expect(data.recordEvents).toEqual({ accepted: 1 });
    const viewed = '{ me { recentlyViewed { edges { node { id } } } } }';
    const known = { me: { recentlyViewed: { edges: [{ node: { id: 'p5' } }] } } };
    expect((await send(viewed, { headers })).data).toEqual(known);
    expect((await send(viewed, { headers, as: 'SHOPPER' })).data).toEqual(known);
    expect((await send(viewed, { as: 'SHOPPER' })).data).toEqual(known);
    expect((await send('mutation { eraseMyData { erasedEvents } }', { as: 'SHOPPER' })).data.eraseMyData).toEqual({ erasedEvents: 1 });
    expect((await send(viewed, { as: 'SHOPPER' })).data.me.recentlyViewed.edges).toEqual([]);
  }, 60_000);

  it('follows rules from the very next search on', async () => {
    const [first, second] = await found('lamp');
    const input = { name: 'Pin', condition: { query: { text: 'lamp', mode: 'EXACT' } }, actions: [{ pin: { productId: second, position: 1 } }] };
    const { data } = await send('mutation ($input: RuleInput!) { createRule(input: $input) { rule { id } userErrors { message } } }', { as: 'MERCHANDISER', input });
    expect(data.createRule.userErrors).toEqual([]);
    expect(await found('lamp')).toEqual([second, first]);
    await send('mutation ($id: ID!) { deleteRule(id: $id, ifVersion: 1) { deletedId } }', { as: 'MERCHANDISER', id: data.createRule.rule.id });
    expect(await found('lamp')).toEqual([first, second]);
  }, 60_000);

  it('pages on, and is as verified as any', async () => {
    const page = 'query ($after: String) { search(query: "", first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }';
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await send(page, { after });
      ids.push(...data.search.edges.map(({ node }: { node: { id: string } }) => node.id));
      ({ hasNextPage: more, endCursor: after } = data.search.pageInfo);
    }
    expect(ids.toSorted()).toEqual(['p0', 'p1', 'p3', 'p4', 'p5', 'p6', 'p7']);
    expect(await sample.shop.indexer.verify()).toMatchObject({ checked: 7, differences: [] });
  }, 60_000);
});
