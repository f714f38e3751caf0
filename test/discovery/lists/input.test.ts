import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecommendRequest, Strategy } from '../../../discovery/index.ts';
import { ids, type MusicShop, openMusicShop } from './music-shop.ts';

describe('the input of a list', () => {
  let shop: MusicShop;
  beforeAll(async () => void (shop = await openMusicShop({ events: [] })));
  afterAll(() => shop[Symbol.asyncDispose]());

  const many = (count: number) => ids(...Array.from({ length: count }, (_unused, i) => `p${i}`));
  it.each<[Strategy, Partial<RecommendRequest>, string, RegExp]>([
    ['SIMILAR', {}, 'INPUT_INVALID', /`productIds`: expected at least one product for SIMILAR, got none/],
    ['BOUGHT_TOGETHER', { productIds: [] }, 'INPUT_INVALID', /`productIds`: expected at least one/],
    ['POPULAR', { productIds: many(101) }, 'INPUT_INVALID', /`productIds`: expected at most 100 products, got 101/],
    ['POPULAR', { excludeProductIds: many(1_001) }, 'INPUT_INVALID', /`excludeProductIds`: expected at most 1000/],
    ['POPULAR', { productIds: ids('a', '') }, 'INPUT_INVALID', /`productIds\[1\]`: expected an id, got an empty text/],
    ['POPULAR', { productIds: ids('x'.repeat(201)) }, 'INPUT_INVALID', /`productIds\[0\]`: expected at most 200 characters/],
    ['POPULAR', { first: 0 }, 'INPUT_INVALID', /`first`/],
    ['POPULAR', { first: 101 }, 'INPUT_INVALID', /`first`/],
    ['POPULAR', { first: 1.5 }, 'INPUT_INVALID', /`first`/],
    ['POPULAR', { filters: [{ field: 'colour', values: ['red'], range: null }] }, 'FILTER_FIELD_UNKNOWN', /`filters\[0\]\.field`/],
    ['POPULAR', { filters: [{ field: 'price', values: null, range: { min: 5, max: 1 } }] }, 'INPUT_INVALID', /`filters\[0\]\.range`/],
    ['POPULAR', { after: 'made up' }, 'CURSOR_INVALID', /`after`/],
  ])('%s refuses %j', async (strategy, change, code, message) => {
    await expect(shop.list(strategy, change)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('takes seeds that repeat for one', async () => {
    const [once, twice] = await Promise.all([ids('guitar-0'), ids('guitar-0', 'guitar-0')].map((productIds) => shop.list('SIMILAR', { productIds })));
    expect(once!.hits.map(({ document }) => document.id)).toEqual(twice!.hits.map(({ document }) => document.id));
  });

  it('refuses the cursor of another list, and rejects with the reason of an aborted signal', async () => {
    const { hits } = await shop.list('POPULAR', { first: 1 });
    await expect(shop.list('TRENDING', { after: hits[0]!.cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    const reason = new Error('gone');
    const context = { identity: { role: 'ANONYMOUS' as const, userId: null, visitorId: null }, signal: AbortSignal.abort(reason) };
    await expect(shop.list('POPULAR', {}, context)).rejects.toBe(reason);
  });
});
