import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { DiscoveryContext, SearchResult } from '../../../discovery/index.ts';
import type { Identity } from '../../../schema/identity.ts';
import { shopperId } from '../../../schema/ids.ts';
import { anyone, openTestShop, searchFor, type TestProduct } from '../open-test-shop.ts';
import { openPersonalShop } from './open-personal-shop.ts';

/** Thirty lamps of three brands in turn, alike but for a word more each, so that their relevance falls; and what was bought before. */
const products: readonly TestProduct[] = [
  ...Array.from({ length: 30 }, (_none, i): TestProduct => ({
    id: `lamp-${String(i).padStart(2, '0')}`,
    title: `Lamp${' tall'.repeat(i)}`,
    brand: ['Acme', 'Bolt', 'Cork'][i % 3]!,
    category: ['Home', 'Lamps'],
    price: 1_000 + 100 * i,
  })),
  { id: 'chair', title: 'Chair', brand: 'Bolt', category: ['Home'], price: 9_000 },
  { id: 'table', title: 'Table', brand: 'Cork', category: ['Home'], price: 9_000 },
];

const as = (userId: string): DiscoveryContext => {
  const identity: Identity = { role: 'SHOPPER', userId, visitorId: null };
  return { identity, signal: new AbortController().signal };
};
const idsOf = ({ hits }: SearchResult): string[] => hits.map(({ document }) => document.id);
const brandsOf = ({ hits }: SearchResult): (string | null)[] => hits.map(({ document }) => document.product.brand);

describe('a personalised search', () => {
  it('ranks the very next request with what was recorded, differently for different tastes', async () => {
    await using opened = await openPersonalShop(products);
    const { shop } = opened;
    const before = await shop.discovery.search(searchFor('lamp', { first: 5 }), as('bea'));
    await shop.record(['bea', 'PURCHASE', 'chair'], ['cal', 'PURCHASE', 'table']);
    const [bea, cal] = [await shop.discovery.search(searchFor('lamp', { first: 5 }), as('bea')), await shop.discovery.search(searchFor('lamp', { first: 5 }), as('cal'))];
    expect(new Set(brandsOf(before)).size).toBe(3);
    expect(brandsOf(bea)).toEqual(['Bolt', 'Bolt', 'Bolt', 'Bolt', 'Bolt']);
    expect(brandsOf(cal)).toEqual(['Cork', 'Cork', 'Cork', 'Cork', 'Cork']);
    expect(bea.degradations).toEqual([]);
  });

  it('is the one for everybody where nothing is known, where it is not wanted, and where another order is asked for', async () => {
    await using opened = await openPersonalShop(products);
    await using plain = await openTestShop(products);
    const { shop } = opened;
    await shop.record(['bea', 'PURCHASE', 'chair']);
    const ask = async (context: DiscoveryContext, changes = {}) => idsOf(await shop.discovery.search(searchFor('lamp', { first: 30, ...changes }), context));
    const lexical = idsOf(await plain.discovery.search(searchFor('lamp', { first: 30 }), anyone()));
    expect(await ask(anyone())).toEqual(lexical);
    expect(await ask(as('nobody'))).toEqual(lexical);
    expect(await ask(as('bea'), { personalize: false })).toEqual(lexical);
    expect(await ask(as('bea'))).not.toEqual(lexical);
    const byPrice = await ask(anyone(), { sort: 'PRICE_ASC' });
    expect(await ask(as('bea'), { sort: 'PRICE_ASC' })).toEqual(byPrice);
  });

  it('gives the same order for the same inputs, in pages as in one', async () => {
    await using opened = await openPersonalShop(products);
    const { shop } = opened;
    await shop.record(['bea', 'VIEW', 'chair'], ['bea', 'VIEW', 'lamp-02']);
    const whole = idsOf(await shop.discovery.search(searchFor('lamp', { first: 30 }), as('bea')));
    expect(idsOf(await shop.discovery.search(searchFor('lamp', { first: 30 }), as('bea')))).toEqual(whole);
    const first = await shop.discovery.search(searchFor('lamp', { first: 7 }), as('bea'));
    const second = await shop.discovery.search(searchFor('lamp', { first: 7, after: first.hits.at(-1)!.cursor }), as('bea'));
    expect([...idsOf(first), ...idsOf(second)]).toEqual(whole.slice(0, 14));
  });

  it('leaves out what the shopper has hidden, and counts without it', async () => {
    await using opened = await openPersonalShop(products);
    const { shop } = opened;
    await shop.record(['bea', 'HIDE', 'lamp-00'], ['bea', 'HIDE', 'lamp-13']);
    const mine = await shop.discovery.search(searchFor('lamp', { first: 30 }), as('bea'));
    expect([mine.totalCount, idsOf(mine).length]).toEqual([28, 28]);
    expect(idsOf(mine)).not.toContain('lamp-00');
    expect((await shop.discovery.search(searchFor('lamp', { first: 30 }), as('cal'))).totalCount).toBe(30);
  });
});

describe('models swapped while searches run', () => {
  it('fail no search and leave nothing behind; each answer is whole, of one model', async () => {
    await using opened = await openPersonalShop(products);
    const { shop, models } = opened;
    await shop.record(['bea', 'PURCHASE', 'chair']);
    const ask = () => shop.discovery.search(searchFor('lamp', { first: 30 }), as('bea'));
    const orders = new Map<string, readonly string[]>();
    for (const version of ['prices', 'brands']) {
      await models.activate(version);
      orders.set(version, idsOf(await ask()));
    }
    expect(orders.get('prices')).not.toEqual(orders.get('brands'));
    const memory = { ...tf.memory() };
    const made = new Set<string>();
    const search = async (): Promise<void> => {
      const result = await ask();
      const version = result.hits[0]!.explanation!.modelVersion;
      expect(result.degradations).toEqual([]);
      expect(idsOf(result)).toEqual(orders.get(version));
      made.add(version);
    };
    for (let swap = 0; swap < 100; swap += 1) {
      await Promise.all([search(), models.activate(swap % 2 === 0 ? 'prices' : 'brands'), search(), search()]);
    }
    expect([...made].toSorted()).toEqual(['brands', 'prices']);
    expect(shop.warnings).toEqual([]);
    expect(tf.memory()).toMatchObject({ numTensors: memory.numTensors, numBytes: memory.numBytes });
  });
});

describe('a search while the index is away', () => {
  it('shows nobody the order that another was given', async () => {
    await using opened = await openPersonalShop(products);
    const { shop } = opened;
    const visitor = (id: string): DiscoveryContext => ({ identity: { role: 'ANONYMOUS', userId: null, visitorId: id }, signal: new AbortController().signal });
    await opened.buy(shopperId('visitor:v1'), 'chair');
    await opened.buy(shopperId('visitor:v2'), 'table');
    const own = idsOf(await shop.discovery.search(searchFor('lamp'), visitor('v1')));
    const everybodys = idsOf(await shop.discovery.search(searchFor('lamp'), visitor('new')));
    opened.takeIndexAway();
    expect(idsOf(await shop.discovery.search(searchFor('lamp'), visitor('v1')))).toEqual(own);
    expect(idsOf(await shop.discovery.search(searchFor('lamp'), visitor('another')))).toEqual(everybodys);
    await expect(shop.discovery.search(searchFor('lamp'), visitor('v2'))).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE' });
  });
});

describe('an explanation', () => {
  it('adds up to the score on every page, by the model that made the order, though another is active by then', async () => {
    await using opened = await openPersonalShop(products);
    const { shop, models } = opened;
    await shop.record(['bea', 'PURCHASE', 'chair']);
    const first = await shop.discovery.search(searchFor('lamp', { first: 5 }), as('bea'));
    await models.activate('prices');
    const second = await shop.discovery.search(searchFor('lamp', { first: 5, after: first.hits.at(-1)!.cursor }), as('bea'));
    const scores = [...first.hits, ...second.hits].map(({ explanation }) => explanation!.modelScore!);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const { explanation, document } of [...first.hits, ...second.hits]) {
      const { baseline, features } = (await explanation!.attribution())!;
      const sum = features.reduce((total, { contribution }) => total + contribution, baseline);
      expect(Math.abs(sum - explanation!.modelScore!)).toBeLessThan(0.001);
      expect(explanation!.modelVersion).toBe('brands');
      const affinity = features.find(({ name }) => name === 'brandAffinity')!;
      const isOwnBrand = document.product.brand === 'Bolt';
      expect([affinity.value, affinity.contribution > 0.1]).toEqual(isOwnBrand ? [1, true] : [0, false]);
    }
    const anew = await shop.discovery.search(searchFor('lamp', { first: 5 }), as('bea'));
    expect(anew.hits[0]!.explanation!.modelVersion).toBe('prices');
  });

  it('has no features where no model scored', async () => {
    await using shop = await openTestShop(products);
    const { hits } = await shop.discovery.search(searchFor('lamp'), anyone());
    expect(hits[0]!.explanation).toMatchObject({ modelVersion: 'lexical-order', modelScore: null });
    expect(await hits[0]!.explanation!.attribution()).toBeNull();
  });
});
