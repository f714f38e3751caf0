import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiscoveryContext, SearchRequest, SearchResult } from '../../discovery/index.ts';
import { productId } from '../../schema/ids.ts';
import { RESULT_LIST_TTL_MS } from '../../stores/ports/result-list-store.ts';
import { anyone, openTestShop, searchFor, type TestProduct, type TestShop } from './open-test-shop.ts';

const idsOf = ({ hits }: SearchResult): string[] => hits.map(({ document }) => document.id);
const shoes = (count: number): TestProduct[] =>
  Array.from({ length: count }, (_unused, i) => ({ id: `shoe-${i}`, title: `Red shoe ${i}`, price: 100 + i }));

/** The page after this one. */
const next = ({ discovery }: TestShop, request: SearchRequest, { hits }: SearchResult): Promise<SearchResult> =>
  discovery.search({ ...request, after: hits.at(-1)!.cursor }, anyone());

describe('paging', () => {
  it('gives each match once, in order, whatever is written meanwhile', async () => {
    const word = fc.constantFrom('red', 'blue', 'shoe', 'hat', '手机', '手机壳');
    const product = fc.record({
      id: fc.integer({ min: 0, max: 60 }).map((id) => `p${id}`),
      title: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      price: fc.integer({ min: 1, max: 9 }),
      availability: fc.constantFrom('IN_STOCK' as const, 'OUT_OF_STOCK' as const),
      group: fc.constantFrom('', '', '', 'g1', 'g2'),
    });
    const write = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), product }),
      fc.record({ kind: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 60 }).map((id) => `p${id}`) }),
    );
    const step = fc.record({ first: fc.integer({ min: 1, max: 7 }), writes: fc.array(write, { maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(product, { selector: ({ id }) => id, maxLength: 40 }),
        fc.constantFrom('', 'red shoe', 'red', 'hat blue', '手机壳', 'sofa'),
        fc.constantFrom('RELEVANCE' as const, 'PRICE_ASC' as const),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        async (products, query, sort, steps) => {
          await using shop = await openTestShop(products.map(fill));
          const whole = await shop.discovery.search(searchFor(query, { sort, first: 100 }), anyone());
          const expected = idsOf(whole);
          const alive = new Set(products.map(({ id }) => id));
          const seen: { id: string; position: number }[] = [];
          let after: string | null = null;
          for (let turn = 0; ; turn++) {
            const { first, writes } = steps[turn % steps.length]!;
            const page = await shop.discovery.search(searchFor(query, { sort, first, after }), anyone());
            const last = seen.at(-1)?.position ?? 0;
            // What was in the list when it was made, stands after what was shown, and is still there.
            const rest = expected.filter((id, place) => place >= last && alive.has(id));
            expect(idsOf(page)).toEqual(rest.slice(0, first));
            expect(page.hasNextPage).toBe(rest.length > first);
            expect(page.totalCount).toBe(expected.length);
            for (const { document, position } of page.hits) {
              expect(expected[position - 1]).toBe(document.id);
              seen.push({ id: document.id, position });
            }
            after = page.hits.at(-1)?.cursor ?? null;
            if (after === null || !page.hasNextPage) break;
            for (const write of writes) {
              if (write.kind === 'put') {
                await shop.put(fill(write.product));
                alive.add(write.product.id);
              } else {
                await shop.remove(write.id);
                alive.delete(write.id);
              }
            }
          }
          expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps list id, position and what was understood over the pages; scores fall', async () => {
    await using shop = await openTestShop(shoes(10));
    const request = searchFor('red sheo', { first: 4 });
    const first = await shop.discovery.search(request, anyone());
    const second = await next(shop, request, first);
    expect(second.id).toBe(first.id);
    expect(second.interpretation).toEqual(first.interpretation);
    expect(second.interpretation.correctedText).toBe('red shoe');
    expect([first.hasPreviousPage, second.hasPreviousPage]).toEqual([false, true]);
    const hits = [...first.hits, ...second.hits];
    expect(hits.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...new Set(scores)].toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
    expect(second.hits[0]!.explanation).toMatchObject({ modelVersion: 'lexical-order', lexicalScore: expect.any(Number) });
  });

  it('skips a mass deletion and fills the page', async () => {
    await using shop = await openTestShop(shoes(200));
    const request = searchFor('shoe', { first: 3, sort: 'PRICE_ASC' });
    const first = await shop.discovery.search(request, anyone());
    await shop.remove(...shoes(198).slice(3).map(({ id }) => id));
    const second = await next(shop, request, first);
    expect(second.hits.map(({ position }) => position)).toEqual([199, 200]);
    expect(second.hasNextPage).toBe(false);
  });

  it('makes an expired list anew and goes on after the product of the cursor', async () => {
    await using shop = await openTestShop(shoes(10));
    const request = searchFor('shoe', { first: 4, sort: 'PRICE_ASC' });
    const first = await shop.discovery.search(request, anyone());
    await shop.put({ id: 'cheap', title: 'Cheap shoe', price: 1 });
    shop.advance(RESULT_LIST_TTL_MS + 1);
    const second = await next(shop, request, first);
    expect(idsOf(second)).toEqual(['shoe-4', 'shoe-5', 'shoe-6', 'shoe-7']);
    expect(second.id).not.toBe(first.id);
    expect(second.degradations).toMatchObject([{ component: 'CACHE' }]);
    const third = await next(shop, request, second);
    expect(idsOf(third)).toEqual(['shoe-8', 'shoe-9']);
    expect(third.id).toBe(second.id);
    expect(third.degradations).toEqual([]);
  });

  it('goes on from the position where that product is gone too', async () => {
    await using shop = await openTestShop(shoes(10));
    const request = searchFor('shoe', { first: 4, sort: 'PRICE_ASC' });
    const first = await shop.discovery.search(request, anyone());
    await shop.remove('shoe-3');
    shop.advance(RESULT_LIST_TTL_MS + 1);
    expect(idsOf(await next(shop, request, first))).toEqual(['shoe-5', 'shoe-6', 'shoe-7', 'shoe-8']);
  });

  it('takes a list store that fails for one that lost its lists', async () => {
    await using shop = await openTestShop(shoes(6), {
      over: () => ({
        lists: {
          keep: () => Promise.reject(new Error('full')),
          slice: () => Promise.reject(new Error('away')),
          forget: () => Promise.reject(new Error('away')),
        },
      }),
    });
    const request = searchFor('shoe', { first: 4, sort: 'PRICE_ASC' });
    const first = await shop.discovery.search(request, anyone());
    expect(first.degradations).toEqual([]);
    const second = await next(shop, request, first);
    expect(idsOf(second)).toEqual(['shoe-4', 'shoe-5']);
    expect(second.degradations).toMatchObject([{ component: 'CACHE' }]);
    expect(shop.warnings).toHaveLength(3);
  });
});

describe('a cursor', () => {
  const invalid = { code: 'CURSOR_INVALID', message: expect.stringContaining('`after`') };

  it.each([
    ['made up', 'made up'],
    ['empty', ''],
    ['huge', 'A'.repeat(100_000)],
    ['JSON of something else', Buffer.from('{"a":1}').toString('base64url')],
    ['of another version', Buffer.from('[2,"list-1",1,"shoe-0","x"]').toString('base64url')],
    ['not spelled as it was issued', `${Buffer.from('[1,"list-1",1,"shoe-0","x"]').toString('base64url')}!`],
    ['of a broken position', Buffer.from('[1,"list-1",-1,"shoe-0","x"]').toString('base64url')],
  ])('that is %s is refused', async (_why, after) => {
    await using shop = await openTestShop(shoes(1));
    await expect(shop.discovery.search(searchFor('shoe', { after }), anyone())).rejects.toMatchObject(invalid);
  });

  it.each<[string, Partial<SearchRequest>, { expired?: boolean }?]>([
    ['query', { query: 'red' }],
    ['query, its list expired,', { query: 'red' }, { expired: true }],
    ['filters', { filters: [{ field: 'price', values: null, range: { min: 1, max: null } }] }],
    ['sort', { sort: 'PRICE_DESC' }],
    ['locale', { locale: 'de' }],
    ['personalization', { personalize: false }],
  ])('of another %s is refused', async (_what, changes, { expired = false } = {}) => {
    await using shop = await openTestShop(shoes(3));
    const { hits } = await shop.discovery.search(searchFor('shoe', { first: 1 }), anyone());
    const request = searchFor('shoe', { after: hits[0]!.cursor, ...changes });
    shop.advance(expired ? RESULT_LIST_TTL_MS + 1 : 0);
    await expect(shop.discovery.search(request, anyone())).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
      message: expect.stringContaining('another query'),
    });
  });

  it('of another shopper is refused; one made before a visitor id was issued is not', async () => {
    await using shop = await openTestShop(shoes(3));
    const { hits } = await shop.discovery.search(searchFor('shoe', { first: 1 }), as(null, null));
    const request = searchFor('shoe', { after: hits[0]!.cursor });
    expect(idsOf(await shop.discovery.search(request, as(null, 'v1')))).toHaveLength(2);
    await expect(shop.discovery.search(request, as('u1', null))).rejects.toMatchObject(invalid);
  });

  it('holds with another page size, other facets and another spelling of the filters', async () => {
    await using shop = await openTestShop(shoes(3));
    const filters = [
      { field: 'availability', values: ['IN_STOCK', 'PREORDER'], range: null },
      { field: 'price', values: null, range: { min: 1, max: null } },
    ];
    const { hits } = await shop.discovery.search(searchFor(' shoe', { first: 1, filters }), anyone());
    const request = searchFor('shoe', {
      first: 50,
      after: hits[0]!.cursor,
      facets: null,
      filters: [filters[1]!, { ...filters[0]!, values: ['preorder', 'in_stock'] }],
    });
    expect(idsOf(await shop.discovery.search(request, anyone()))).toHaveLength(2);
  });

  it('at the end gives an empty page', async () => {
    await using shop = await openTestShop(shoes(2));
    const request = searchFor('shoe');
    const first = await shop.discovery.search(request, anyone());
    const second = await next(shop, request, first);
    expect(second).toMatchObject({ hits: [], hasNextPage: false, hasPreviousPage: true, totalCount: 2 });
  });

  it('that puts the list of another search under a name of its own is refused', async () => {
    await using shop = await openTestShop(shoes(3));
    const [red, shoe] = await Promise.all(
      ['red', 'shoe'].map((query) => shop.discovery.search(searchFor(query, { first: 1 }), anyone())),
    );
    const parts = JSON.parse(Buffer.from(shoe!.hits[0]!.cursor, 'base64url').toString()) as unknown[];
    const after = Buffer.from(JSON.stringify(parts.with(1, red!.id))).toString('base64url');
    await expect(shop.discovery.search(searchFor('shoe', { after }), anyone())).rejects.toMatchObject(invalid);
  });

  it('whose position lies past the list gives an empty page', async () => {
    await using shop = await openTestShop(shoes(2));
    const { hits } = await shop.discovery.search(searchFor('shoe'), anyone());
    const parts = JSON.parse(Buffer.from(hits[0]!.cursor, 'base64url').toString()) as unknown[];
    const after = Buffer.from(JSON.stringify(parts.with(2, 9_999))).toString('base64url');
    const page = await shop.discovery.search(searchFor('shoe', { after }), anyone());
    expect(page).toMatchObject({ hits: [], hasNextPage: false });
    expect(await shop.discovery.documents([productId('shoe-0')], anyone())).toMatchObject([{ id: 'shoe-0' }]);
  });
});

function fill({ group, ...product }: { id: string; title: string; group: string; price: number; availability: 'IN_STOCK' | 'OUT_OF_STOCK' }): TestProduct {
  return group === '' ? product : { ...product, group };
}

const as = (userId: string | null, visitorId: string | null): DiscoveryContext => ({
  ...anyone(),
  identity: { role: userId === null ? 'ANONYMOUS' : 'SHOPPER', userId, visitorId },
});
