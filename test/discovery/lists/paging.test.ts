import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Strategy, STRATEGIES } from '../../../discovery/search-types.ts';
import { asUser } from '../open-test-shop.ts';
import { ids, idsOf, openMusicShop } from './music-shop.ts';

describe('the pages of a list', () => {
  it('never repeat nor skip a product, whatever is recorded and written between them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Strategy>(...STRATEGIES),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.constantFrom('event', 'put', 'wait', 'nothing'), { minLength: 1, maxLength: 6 }),
        async (strategy, first, between) => {
          await using shop = await openMusicShop();
          const user = 'guitarist-5';
          const request = { productIds: ids('guitar-0'), first };
          const whole = idsOf(await shop.list(strategy, { productIds: ids('guitar-0') }, asUser(user)));
          const paged: string[] = [];
          let after: string | null = null;
          for (let page = 0; page < 60; page++) {
            const list = await shop.list(strategy, { ...request, after }, asUser(user));
            expect(list.hasPreviousPage).toBe(after !== null);
            expect(list.hits.map(({ position }) => position)).toEqual(list.hits.map((_hit, i) => paged.length + i + 1));
            paged.push(...idsOf(list));
            if (!list.hasNextPage) break;
            after = list.hits.at(-1)!.cursor;
            const meanwhile = between[page % between.length];
            if (meanwhile === 'event') await shop.record([user, 'VIEW', `drum-${page % 12}`], ['someone', 'PURCHASE', `guitar-${page % 12}`]);
            if (meanwhile === 'put') await shop.put({ id: `late-${page}`, title: 'guitar late', category: ['Music', 'Guitars'] });
            if (meanwhile === 'wait') shop.advance(10_000);
          }
          expect(paged).toEqual(whole);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('go on after the last product where the list has expired, and say so', async () => {
    await using shop = await openMusicShop();
    const first = await shop.list('POPULAR', { first: 5 });
    shop.advance(11 * 60_000);
    const second = await shop.list('POPULAR', { first: 5, after: first.hits.at(-1)!.cursor });
    expect(second.degradations).toMatchObject([{ component: 'CACHE' }]);
    expect(idsOf(second).filter((id) => idsOf(first).includes(id))).toEqual([]);
    expect(second.hits[0]!.position).toBe(6);
  });

  it('skip what has vanished meanwhile', async () => {
    await using shop = await openMusicShop();
    const whole = idsOf(await shop.list('POPULAR', { first: 6 }));
    const first = await shop.list('POPULAR', { first: 2 });
    await shop.remove(whole[2]!);
    const second = await shop.list('POPULAR', { first: 2, after: first.hits.at(-1)!.cursor });
    expect(idsOf(second)).toEqual(whole.slice(3, 5));
  });
});
