import { describe, expect, it } from 'vitest';
import type { RuleInput, SearchRequest } from '../../../discovery/index.ts';
import { ruleId, segmentId } from '../../../schema/ids.ts';
import { AppError } from '../../../schema/errors.ts';
import { anyone, asUser, openTestShop, searchFor, type TestProduct, type TestShop } from '../open-test-shop.ts';

const SIGNAL = new AbortController().signal;

/** `count` lamps, the first being the best match. */
const lamps = (count: number): readonly TestProduct[] =>
  Array.from({ length: count }, (_, number) => ({
    id: `l${String(number).padStart(3, '0')}`,
    title: number < 10 ? `lamp lamp ${number}` : `lamp ${number}`,
    brand: number % 2 === 0 ? 'Acme' : 'Bolt',
    category: ['Home', number % 3 === 0 ? 'Desk' : 'Floor'],
    rating: 4,
  }));

const ids = async (shop: TestShop, query: string, change: Partial<SearchRequest> = {}, context = anyone()): Promise<readonly string[]> =>
  (await shop.discovery.search(searchFor(query, change), context)).hits.map(({ document }) => document.id);
const acme = { filters: [{ field: 'brand', values: ['acme'] }] };
const query = (text: string, mode: 'EXACT' | 'PHRASE' | 'ANY_WORD' = 'PHRASE') => ({ query: { text, mode } });

describe('a product beyond the first 200 candidates', () => {
  it('is found by a boost, a pin and an only, and counted', async () => {
    await using shop = await openTestShop(lamps(300));
    const last = 'l299';
    expect((await ids(shop, 'lamp', { first: 100 })).includes(last)).toBe(false);
    const total = (await shop.discovery.search(searchFor('lamp'), anyone())).totalCount;

    const boost = await shop.addRule({ actions: [{ boost: { target: { productIds: [last] }, factor: 1_000 } }] });
    expect((await ids(shop, 'lamp'))[0]).toBe(last);
    await shop.merchandising.deleteRule(boost.id, { by: 'mia', ifVersion: 1 }, SIGNAL);

    const pin = await shop.addRule({ actions: [{ pin: { productId: last, position: 3 } }] });
    const { hits, totalCount } = await shop.discovery.search(searchFor('lamp'), anyone());
    expect([hits[2]!.document.id, totalCount]).toEqual([last, total]);
    await shop.merchandising.deleteRule(pin.id, { by: 'mia', ifVersion: 1 }, SIGNAL);

    await shop.addRule({ actions: [{ only: { productIds: [last, 'l298', 'gone'] } }] });
    const only = await shop.discovery.search(searchFor('lamp', { facets: ['brand'] }), anyone());
    expect(only.hits.map(({ document }) => document.id).toSorted()).toEqual(['l298', last]);
    expect(only.totalCount).toBe(2);
    expect((await only.facets(['brand']))[0]!.buckets.map(({ value, count }) => [value, count])).toEqual([['Acme', 1], ['Bolt', 1]]);
  });
});

describe('pins', () => {
  it('hold their place on every page, obey the filters of the caller, and rest under a sort', async () => {
    await using shop = await openTestShop([...lamps(40), { id: 'chair', title: 'chair', brand: 'Cord', price: 500 }]);
    await shop.addRule({ condition: query('lamp'), actions: [{ pin: { productId: 'chair', position: 7 } }, { pin: { filters: [{ field: 'category', values: ['home/desk'] }], position: 1 } }] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<TestShop['discovery']['search']>> = await shop.discovery.search(searchFor('lamp', { first: 5, after }), anyone());
      seen.push(...page.hits.map(({ document }) => document.id));
      expect(page.totalCount).toBe(41);
      after = page.hasNextPage ? page.hits.at(-1)!.cursor : null;
    } while (after !== null);
    expect(seen[6]).toBe('chair');
    expect(new Set(seen).size).toBe(41);
    expect(await ids(shop, 'lamp', { filters: [{ field: 'brand', values: ['Acme', 'Bolt'], range: null }] })).not.toContain('chair');
    expect(await ids(shop, 'lamp', { sort: 'PRICE_ASC', first: 100 })).not.toContain('chair');
    expect(await ids(shop, 'desk')).not.toContain('chair');
  });

  it('fall back on the best match of their filters where the product is gone', async () => {
    await using shop = await openTestShop(lamps(5));
    await shop.addRule({ actions: [{ pin: { productId: 'gone', filters: [{ field: 'brand', values: ['Bolt'] }], position: 1 } }] });
    expect((await ids(shop, 'lamp'))[0]).toBe('l001');
  });
});

describe('what is hidden', () => {
  it('is seen nowhere: not on later pages of a list made before, not in suggestions, not in recommendations', async () => {
    await using shop = await openTestShop(lamps(30));
    await shop.record(['ann', 'PURCHASE', 'l001'], ['ann', 'VIEW', 'l011'], ['bob', 'PURCHASE', 'l011'], ['bob', 'VIEW', 'l012'], ['ann', 'VIEW', 'l012']);
    const first = await shop.discovery.search(searchFor('lamp', { first: 10 }), anyone());
    await shop.addRule({ actions: [{ hide: { filters: [{ field: 'brand', values: ['Bolt'] }] } }] });
    const hidden = new Set<string>(lamps(30).filter(({ brand }) => brand === 'Bolt').map(({ id }) => id));
    const shows = (shown: readonly { readonly document: { readonly id: string } }[]): readonly string[] => shown.map(({ document }) => document.id).filter((id) => hidden.has(id));
    const rest = await shop.discovery.search(searchFor('lamp', { first: 30, after: first.hits.at(-1)!.cursor }), anyone());
    expect(rest.hits.length).toBeGreaterThan(5);
    expect(shows(rest.hits)).toEqual([]);
    expect(shows((await shop.discovery.search(searchFor('', { sort: 'RATING_DESC', first: 30 }), anyone())).hits)).toEqual([]);
    const { products } = await shop.discovery.suggest({ prefix: 'la', first: 30, locale: null }, anyone());
    expect(products.length).toBeGreaterThan(5);
    expect(products.filter(({ id }) => hidden.has(id))).toEqual([]);
    for (const strategy of ['FOR_YOU', 'SIMILAR', 'BOUGHT_TOGETHER', 'TRENDING', 'POPULAR', 'RECENTLY_VIEWED'] as const) {
      const list = await shop.discovery.recommend({ strategy, productIds: ['l001' as never], excludeProductIds: [], filters: [], first: 30, after: null }, asUser('ann'));
      expect([strategy, shows(list.hits)]).toEqual([strategy, []]);
      expect(list.hits.flatMap(({ reason }) => reason.because).filter(({ id }) => hidden.has(id))).toEqual([]);
    }
  });

  it('under a condition is hidden where it holds, and only there', async () => {
    await using shop = await openTestShop(lamps(6));
    await shop.addRule({ condition: query('desk lamp', 'EXACT'), actions: [{ hide: { productIds: ['l000'] } }] });
    expect(await ids(shop, 'desk lamps')).not.toContain('l000');
    expect(await ids(shop, 'lamp')).toContain('l000');
    expect((await shop.discovery.suggest({ prefix: 'lamp', first: 10, locale: null }, anyone())).products.map(({ id }) => id)).toContain('l000');
  });
});

describe('rules on lists', () => {
  it('act on the lists they name, by only, boost and pin', async () => {
    await using shop = await openTestShop([...lamps(20), { id: 'chair', title: 'chair', brand: 'Cord', rating: 3 }]);
    await shop.record(['ann', 'PURCHASE', 'l003'], ['bob', 'PURCHASE', 'l003'], ['bob', 'PURCHASE', 'l004'], ['cy', 'VIEW', 'l005']);
    const popular = async (): Promise<readonly string[]> =>
      (await shop.discovery.recommend({ strategy: 'POPULAR', productIds: [], excludeProductIds: [], filters: [], first: 30, after: null }, anyone())).hits.map(({ document }) => document.id);
    const before = await popular();
    expect(before.indexOf('l003')).toBe(0);
    const onPopular = { strategies: ['POPULAR'] as const };
    const pin = await shop.addRule({ condition: onPopular, actions: [{ pin: { productId: 'chair', position: 2 } }, { bury: { target: { productIds: ['l003'] }, factor: 0.5 } }] });
    const after = await popular();
    expect(after[1]).toBe('chair');
    expect(after.indexOf('l003')).toBeGreaterThan(5);
    expect(await ids(shop, '')).not.toEqual(after);
    await shop.merchandising.deleteRule(pin.id, { by: 'mia', ifVersion: 1 }, SIGNAL);
    await shop.addRule({ condition: onPopular, actions: [{ only: { filters: [{ field: 'brand', values: ['Cord'] }] } }] });
    expect(await popular()).toEqual(['chair']);
    expect((await ids(shop, 'lamp')).length).toBe(20);
  });
});

describe('a query', () => {
  it('is replaced by the first rule that says so, whose other actions act, and rules for the new words too', async () => {
    await using shop = await openTestShop([...lamps(4), { id: 'torch', title: 'torch' }]);
    await shop.addRule({ name: 'weak', condition: query('lantern'), actions: [{ replaceQuery: { text: 'torch' } }] });
    await shop.addRule({ name: 'strong', priority: 1, condition: query('lantern'), actions: [{ replaceQuery: { text: 'lamp' } }, { banner: { title: 'Lanterns' } }] });
    await shop.addRule({ condition: query('lamp', 'EXACT'), actions: [{ hide: { productIds: ['l000'] } }] });
    const result = await shop.discovery.search(searchFor('lanterns', { facets: ['brand'] }), anyone());
    expect(result.hits.map(({ document }) => document.id)).toEqual(['l001', 'l002', 'l003']);
    expect(result.interpretation).toMatchObject({ text: 'lanterns', correctedText: 'lamp' });
    expect(result.banners).toMatchObject([{ title: 'Lanterns', url: null }]);
    expect((await result.facets(['category']))[0]!.buckets[0]!.count).toBe(3);
  });

  it('redirects by the first rule, and shows banners of all', async () => {
    await using shop = await openTestShop(lamps(2));
    const rules: readonly (readonly [number, string])[] = [[0, '/second'], [5, '/first']];
    for (const [priority, url] of rules) await shop.addRule({ priority, condition: query('sale'), actions: [{ redirect: { url } }, { banner: { title: url } }] });
    const { redirect, banners } = await shop.discovery.search(searchFor('lamp sale'), anyone());
    expect(redirect).toBe('/first');
    expect(banners.map(({ title }) => title)).toEqual(['/first', '/second']);
  });

  it('finds synonyms at once, says which, and does not correct a word that has some', async () => {
    await using shop = await openTestShop([{ id: 'sofa', title: 'blue sofa' }, { id: 'bed', title: 'day bed' }, { id: 'coach', title: 'coach' }]);
    expect(await ids(shop, 'couch')).toEqual(['coach']);
    const { value } = await shop.merchandising.setSynonyms({ kind: 'EQUIVALENT', terms: ['couch', 'sofa', 'day bed'], locale: 'en' }, 'mia', SIGNAL);
    const found = await shop.discovery.search(searchFor('couches', { locale: 'en-GB' }), anyone());
    expect(found.hits.map(({ document }) => document.id).toSorted()).toEqual(['bed', 'sofa']);
    expect(found.interpretation).toMatchObject({ correctedText: null, synonyms: ['sofa', 'day bed'], relaxed: false });
    expect(await ids(shop, 'day bed', { locale: 'en' })).toContain('sofa');
    expect((await shop.discovery.search(searchFor('couch', { locale: 'de' }), anyone())).interpretation.synonyms).toEqual([]);
    await shop.merchandising.setSynonyms({ id: value!.id, ifVersion: 1, kind: 'ONE_WAY', terms: ['couch'], expandsTo: ['sofa'] }, 'mia', SIGNAL);
    expect(await ids(shop, 'couch')).toEqual(['sofa']);
    expect((await shop.discovery.search(searchFor('sofa'), anyone())).interpretation.synonyms).toEqual([]);
    await shop.merchandising.deleteSynonyms(value!.id, { by: 'mia', ifVersion: 2 }, SIGNAL);
    expect(await ids(shop, 'couch')).toEqual(['coach']);
  });
});

describe('segments', () => {
  it('are new, returning, and buyers of top categories; of nobody without personalisation', async () => {
    await using shop = await openTestShop(lamps(4));
    const hide = (id: string): RuleInput['actions'] => [{ hide: { productIds: [id] } }];
    for (const [segment, id] of [['new', 'l000'], ['returning', 'l001'], ['buyers:home', 'l002'], ['buyers:garden', 'l003']] as const) {
      await shop.addRule({ condition: { segmentIds: [segment] }, actions: hide(id) });
    }
    await shop.record(['dan', 'VIEW', 'l000'], ['ann', 'VIEW', 'l000', 2], ['bob', 'PURCHASE', 'l000', 2]);
    const missing = async (context = anyone(), change: Partial<SearchRequest> = {}): Promise<readonly string[]> => {
      const shown = await ids(shop, 'lamp', change, context);
      return lamps(4).map(({ id }) => id).filter((id) => !shown.includes(id));
    };
    expect(await missing()).toEqual([]);
    expect(await missing(asUser('cy'))).toEqual(['l000']);
    expect(await missing(asUser('dan'))).toEqual(['l000']);
    expect(await missing(asUser('ann'))).toEqual(['l001']);
    expect(await missing(asUser('bob'))).toEqual(['l001', 'l002']);
    expect(await missing(asUser('bob'), { personalize: false })).toEqual([]);
  });
});

describe('a schedule', () => {
  it('holds from its start until just before its end', async () => {
    await using shop = await openTestShop(lamps(3));
    const now = 1_700_000_000_000;
    const instant = (ms: number): string => new Date(now + ms).toISOString();
    await shop.addRule({ schedule: { startsAt: instant(10_000), endsAt: instant(20_000) }, actions: [{ hide: { productIds: ['l000'] } }] });
    const isHidden = async (): Promise<boolean> => !(await ids(shop, 'lamp')).includes('l000');
    const states: boolean[] = [];
    for (const ms of [9_999, 1, 9_999, 1]) {
      shop.advance(ms);
      states.push(await isHidden());
    }
    expect(states).toEqual([false, true, true, false]);
  });
});

describe('while the store of rules is away', () => {
  it('searches go on by the last rules known, and say so; edits are refused', async () => {
    await using shop = await openTestShop(lamps(3));
    await shop.addRule({ actions: [{ hide: { productIds: ['l000'] } }] });
    await shop.rulesStore[Symbol.asyncDispose]();
    await expect.poll(async () => (await shop.discovery.search(searchFor('lamp'), anyone())).degradations).toEqual([{ component: 'RULES', effect: expect.any(String) }]);
    expect(await ids(shop, 'lamp')).toEqual(['l001', 'l002']);
    const list = await shop.discovery.recommend({ strategy: 'POPULAR', productIds: [], excludeProductIds: [], filters: [], first: 5, after: null }, anyone());
    expect(list.degradations.map(({ component }) => component)).toEqual(['RULES']);
    await expect(shop.addRule({ actions: [{ hide: { productIds: ['l001'] } }] })).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
    await expect(shop.discovery.preview({ query: 'lamp', filters: [], drafts: [], segmentId: null, locale: null, atMs: null, first: 5 }, anyone())).rejects.toBeInstanceOf(AppError);
  });
});

describe('a preview', () => {
  const preview = (shop: TestShop, change: Partial<Parameters<TestShop['discovery']['preview']>[0]>) =>
    shop.discovery.preview({ query: 'lamp', filters: [], drafts: [], segmentId: null, locale: null, atMs: null, first: 5, ...change }, anyone());
  const order = ({ hits }: { readonly hits: readonly { readonly document: { readonly id: string } }[] }): readonly string[] => hits.map(({ document }) => document.id);
  const draft = (rule: Partial<RuleInput> & Pick<RuleInput, 'actions'>) => ({ replaces: null, rule: { name: 'Draft', condition: {}, ...rule } });

  it('shows before, after, the moves and the rule that did each; and changes nothing', async () => {
    await using shop = await openTestShop(lamps(8));
    const live = await shop.addRule({ name: 'Live', actions: [{ pin: { productId: 'l007', position: 1 } }] });
    const drafts = [draft({ actions: [{ hide: { productIds: ['l000'] } }] }), { replaces: live.id, rule: { name: 'Moved', condition: {}, actions: [{ pin: { productId: 'l007', position: 3 } }] } }];
    const { before, after, moves } = await preview(shop, { drafts, first: 4 });
    expect(order(before)).toEqual(['l007', 'l000', 'l001', 'l002']);
    expect(order(after)).toEqual(['l001', 'l002', 'l007', 'l003']);
    expect(moves.map(({ document, from, to, rules }) => [document.id, from, to, rules.map(({ ruleId, action }) => `${ruleId} ${action}`)])).toEqual([
      ['l001', 3, 1, []],
      ['l002', 4, 2, []],
      ['l007', 1, 3, ['draft:1 PIN', `${live.id} PIN`]],
      ['l003', null, 4, []],
      ['l000', 2, null, ['draft:0 HIDE']],
    ]);
    expect(after.totalCount).toBe(7);
    expect((await after.facets(['brand']))[0]!.buckets.map(({ count }) => count)).toEqual([4, 3]);
    expect((await ids(shop, 'lamp'))[0]).toBe('l007');
    expect((await shop.merchandising.rule(live.id, SIGNAL))!.version).toBe(1);
    expect(await shop.lists.slice(after.id, 0, 1)).toBeNull();
  });

  it('shows a rule gone, another time, and another segment', async () => {
    await using shop = await openTestShop(lamps(3));
    const now = 1_700_000_000_000;
    const hide = await shop.addRule({ actions: [{ hide: { productIds: ['l000'] } }] });
    await shop.addRule({ schedule: { startsAt: new Date(now + 1_000).toISOString() }, actions: [{ hide: { productIds: ['l001'] } }] });
    await shop.addRule({ condition: { segmentIds: ['new'] }, actions: [{ hide: { productIds: ['l002'] } }] });
    expect(order((await preview(shop, { drafts: [{ replaces: hide.id, rule: null }] })).after)).toEqual(['l000', 'l001', 'l002']);
    const later = await preview(shop, { atMs: now + 1_000 });
    expect([order(later.before), order(later.after)]).toEqual([['l001', 'l002'], ['l002']]);
    const asNew = await preview(shop, { segmentId: segmentId('new') });
    expect(order(asNew.after)).toEqual(['l001']);
  });

  it('names what is wrong with a draft', async () => {
    await using shop = await openTestShop(lamps(1));
    await expect(preview(shop, { drafts: [draft({ actions: [{}] })] })).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('drafts.0.rule.actions.0') });
    await expect(preview(shop, { drafts: [{ replaces: null, rule: null }] })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(preview(shop, { drafts: [{ replaces: ruleId('no'), rule: null }] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(preview(shop, { drafts: Array.from({ length: 101 }, () => draft({ actions: [{ hide: acme }] })) })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
