import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STRATEGIES } from '../../../discovery/search-types.ts';
import { asUser, openTestShop } from '../open-test-shop.ts';
import { ids, idsOf, type MusicShop, openMusicShop, PRODUCTS } from './music-shop.ts';

describe('lists', () => {
  let shop: MusicShop;
  beforeAll(async () => void (shop = await openMusicShop()));
  afterAll(() => shop[Symbol.asyncDispose]());

  it.each(STRATEGIES)('%s holds nothing that cannot be had, one variant a group, and a reason for each', async (strategy) => {
    const list = await shop.list(strategy, { productIds: ids('guitar-0') }, asUser('guitarist-3'));
    expect(list.degradations).toEqual([]);
    expect(list.hits.length).toBeGreaterThan(0);
    const shown = idsOf(list);
    expect(shown).not.toContain('sold-out');
    expect(shown).not.toContain('no-more');
    expect(shown).not.toContain('guitar-0');
    expect(shown.filter((id) => id === 'red' || id === 'blue').length).toBeLessThanOrEqual(1);
    expect(new Set(shown).size).toBe(shown.length);
    for (const [i, { position, score, reason, cursor }] of list.hits.entries()) {
      expect(position).toBe(i + 1);
      expect(score).toBeCloseTo(1 - i / 10_000, 9);
      expect(reason.code).toMatch(/^[A-Z_]+$/);
      expect(reason.text.length).toBeGreaterThan(5);
      expect(cursor).toBeTruthy();
    }
  });

  it('BOUGHT_TOGETHER shows what was bought with the seed, and says so; nothing where nobody bought it', async () => {
    const { hits } = await shop.list('BOUGHT_TOGETHER', { productIds: ids('guitar-2') });
    expect(hits[0]!.document.id).toBe('strings-0');
    expect(hits[0]!.reason).toMatchObject({ code: 'BOUGHT_TOGETHER', text: 'Often bought with guitar 2', because: [{ id: 'guitar-2' }] });
    expect(idsOf(await shop.list('BOUGHT_TOGETHER', { productIds: ids('drum-3') }))).toEqual([]);
  });

  it('BOUGHT_TOGETHER speaks for the category where the product itself is new', async () => {
    await shop.put({ id: 'guitar-new', title: 'guitar of tomorrow', category: ['Music', 'Guitars'] });
    const { hits } = await shop.list('BOUGHT_TOGETHER', { productIds: ids('guitar-new') });
    expect(hits[0]!.document.id).toMatch(/^strings-/);
    expect(hits[0]!.reason).toMatchObject({ code: 'COMPANION', text: 'Often bought with products of Guitars' });
    await shop.remove('guitar-new');
  });

  it('POPULAR puts the most wanted first, and with a seed the most wanted of its category', async () => {
    const popular = await shop.list('POPULAR');
    expect(popular.hits.slice(0, 2).map(({ document }) => document.id).toSorted()).toEqual(['strings-0', 'strings-1']);
    expect(popular.hits[0]!.reason.code).toBe('POPULAR');
    const drums = await shop.list('POPULAR', { productIds: ids('drum-9') });
    expect(drums.hits.slice(0, 2).every(({ document }) => document.id.startsWith('drum-'))).toBe(true);
    expect(drums.hits[0]!.reason).toMatchObject({ code: 'POPULAR_IN_CATEGORY', text: 'Popular in Drums' });
    // Variety brings in no other shelf while this one has something that is wanted.
    const guitars = await shop.list('POPULAR', { productIds: ids('guitar-9') });
    expect(guitars.hits.slice(0, 8).map(({ reason }) => reason.text)).toEqual(Array.from({ length: 8 }, () => 'Popular in Guitars'));
  });

  it('TRENDING shows what is wanted more than usual, within about a second of the events', async () => {
    await using own = await openMusicShop();
    await own.record(...Array.from({ length: 20 }, (_unused, i) => [`new-${i}`, 'VIEW', 'drum-11', 0] as const));
    const { hits } = await own.list('TRENDING');
    expect(hits[0]!.document.id).toBe('drum-11');
    expect(hits[0]!.reason.code).toBe('TRENDING');
  });

  it('FOR_YOU follows the taste, the last steps first, and says why', async () => {
    await shop.record(['listener', 'VIEW', 'guitar-1'], ['listener', 'VIEW', 'guitar-5']);
    const { hits } = await shop.list('FOR_YOU', { first: 6 }, asUser('listener'));
    expect(hits.filter(({ document }) => document.id.startsWith('guitar') || document.id.startsWith('strings')).length).toBeGreaterThanOrEqual(4);
    const seen = hits.find(({ reason }) => reason.code === 'VIEWED_NEXT' || reason.code === 'VIEWED_TOGETHER')!;
    expect(seen.reason.text).toMatch(/^Because you viewed guitar [15]$/);
    expect(['guitar-1', 'guitar-5']).toContain(seen.reason.because[0]!.id);
    expect(hits.map(({ document }) => document.id)).not.toContain('guitar-5');
  });

  it('FOR_YOU differs between two shoppers of different taste, and is the same twice', async () => {
    await shop.record(['one', 'VIEW', 'guitar-3'], ['two', 'VIEW', 'drum-0']);
    const [one, two, again] = await Promise.all(['one', 'two', 'one'].map((user) => shop.list('FOR_YOU', { first: 6 }, asUser(user))));
    expect(idsOf(one!)).not.toEqual(idsOf(two!));
    expect(idsOf(one!)).toEqual(idsOf(again!));
    expect(two!.hits[0]!.document.id).toMatch(/^drum-/);
  });

  it('lets near-equals stand in an order of the shopper’s own', async () => {
    await shop.record(['twin-a', 'VIEW', 'guitar-8'], ['twin-b', 'VIEW', 'guitar-8'], ['twin-c', 'VIEW', 'guitar-8']);
    const lists = await Promise.all(['twin-a', 'twin-b', 'twin-c'].map(async (user) => idsOf(await shop.list('FOR_YOU', {}, asUser(user)))));
    expect(new Set(lists.map((list) => list.join())).size).toBeGreaterThan(1);
  });

  it('takes page and cart for the taste of one of whom nothing is known', async () => {
    const list = await shop.list('FOR_YOU', { productIds: ids('drum-1'), first: 4 });
    expect(list.hits[0]!.document.id).toMatch(/^drum-/);
    expect(idsOf(list)).not.toContain('drum-1');
  });

  it('knows what is bought again, and what once only', async () => {
    await shop.record(['regular', 'PURCHASE', 'guitar-6', 40], ['regular', 'PURCHASE', 'strings-1', 40], ['regular', 'VIEW', 'guitar-7']);
    const list = await shop.list('FOR_YOU', {}, asUser('regular'));
    expect(idsOf(list)).not.toContain('guitar-6');
    const again = list.hits.find(({ document }) => document.id === 'strings-1')!;
    expect(again).toBeDefined();
    expect(idsOf(await shop.list('SIMILAR', { productIds: ids('guitar-0') }, asUser('regular')))).not.toContain('guitar-6');
    expect(idsOf(await shop.list('SIMILAR', { productIds: ids('guitar-0') }))).toContain('guitar-6');
  });

  it('RECENTLY_VIEWED is the shopper’s own, the latest first', async () => {
    await shop.record(['browser', 'VIEW', 'drum-1'], ['browser', 'CLICK', 'drum-2'], ['browser', 'VIEW', 'drum-1'], ['browser', 'IMPRESSION', 'drum-9']);
    expect(idsOf(await shop.list('RECENTLY_VIEWED', {}, asUser('browser')))).toEqual(['drum-1', 'drum-2']);
    expect(idsOf(await shop.list('RECENTLY_VIEWED'))).toEqual([]);
  });

  it.each(STRATEGIES)('%s leaves out what the shopper hid, with its variants, at once and from later pages too', async (strategy) => {
    const user = `hider-${strategy}`;
    await shop.record([user, 'VIEW', 'red'], [user, 'VIEW', 'guitar-4'], [user, 'VIEW', 'guitar-5'], [user, 'VIEW', 'drum-4']);
    const request = { productIds: ids('guitar-0') };
    const first = await shop.list(strategy, { ...request, first: 1 }, asUser(user));
    const hidden = idsOf(await shop.list(strategy, request, asUser(user))).filter((id) => !idsOf(first).includes(id)).slice(0, 2);
    await shop.record([user, 'HIDE', 'red'], ...hidden.map((id) => [user, 'HIDE', id] as const));
    const later = first.hasNextPage ? await shop.list(strategy, { ...request, after: first.hits[0]!.cursor }, asUser(user)) : null;
    const anew = await shop.list(strategy, request, asUser(user));
    for (const list of [anew, ...(later === null ? [] : [later])]) {
      for (const id of hidden) expect(idsOf(list)).not.toContain(id);
    }
    expect(idsOf(anew)).not.toContain('blue');
  });

  it('excludes what the page shows already, and keeps to the caller’s filters', async () => {
    const filters = [{ field: 'category', values: ['music'], range: null }, { field: 'price', values: null, range: { min: null, max: 1_004 } }];
    const excludeProductIds = ids('guitar-1', 'strings-0');
    for (const strategy of STRATEGIES) {
      const list = await shop.list(strategy, { productIds: ids('guitar-0'), filters, excludeProductIds }, asUser('guitarist-2'));
      for (const { document: { id, product } } of list.hits) {
        expect(excludeProductIds).not.toContain(id);
        expect(product.categories[0]!.id).toBe('music');
        expect(product.price!.amount).toBeLessThanOrEqual(1_004);
      }
    }
  });

  it('fills the lists of a shop that knows nothing yet with the best rated, and trends with nothing', async () => {
    await using fresh = await openTestShop([...PRODUCTS, { id: 'best', title: 'best', rating: 5 }]);
    const ask = (strategy: 'POPULAR' | 'FOR_YOU' | 'TRENDING') =>
      fresh.discovery.recommend({ strategy, productIds: [], excludeProductIds: [], filters: [], first: 3, after: null }, asUser('new'));
    for (const strategy of ['POPULAR', 'FOR_YOU'] as const) {
      const list = await ask(strategy);
      expect(list.hits[0]).toMatchObject({ document: { id: 'best' }, reason: { code: 'TOP_RATED' } });
    }
    expect(idsOf(await ask('TRENDING'))).toEqual([]);
  });

  it('ignores seeds that are unknown', async () => {
    expect(idsOf(await shop.list('SIMILAR', { productIds: ids('nothing') }))).toEqual([]);
    const some = await shop.list('SIMILAR', { productIds: ids('nothing', 'guitar-0') });
    expect(idsOf(some)).toEqual(idsOf(await shop.list('SIMILAR', { productIds: ids('guitar-0') })));
  });
});
