import type { DiscoveryContext, RecommendationList, RecommendRequest, Strategy } from '../../../discovery/index.ts';
import { productId } from '../../../schema/ids.ts';
import { anyone, openTestShop, type TestEvent, type TestProduct, type TestShop, type TestShopOptions } from '../open-test-shop.ts';

const shelf = (name: string, category: readonly string[], count: number, more: Partial<TestProduct> = {}): readonly TestProduct[] =>
  Array.from({ length: count }, (_unused, i) => ({ id: `${name}-${i}`, title: `${name} ${i}`, category, price: 1_000 + i, ...more }));

/** Guitars and their strings, which are bought again and again; drums; and what nobody can have. */
export const PRODUCTS: readonly TestProduct[] = [
  ...shelf('guitar', ['Music', 'Guitars'], 12, { brand: 'Lute' }),
  ...shelf('strings', ['Music', 'Strings'], 6),
  ...shelf('drum', ['Percussion', 'Drums'], 12),
  { id: 'red', title: 'ukulele red', category: ['Music', 'Ukuleles'], group: 'ukulele' },
  { id: 'blue', title: 'ukulele blue', category: ['Music', 'Ukuleles'], group: 'ukulele' },
  { id: 'sold-out', title: 'guitar sold out', category: ['Music', 'Guitars'], availability: 'OUT_OF_STOCK' },
  { id: 'no-more', title: 'guitar no more', category: ['Music', 'Guitars'], availability: 'DISCONTINUED' },
];

/** Thirty guitarists and thirty drummers over half a year, in the order of time. */
export const EVENTS: readonly TestEvent[] = Array.from({ length: 30 }, (_unused, i): TestEvent[] => {
  const [guitar, next, strings] = [`guitar-${i % 12}`, `guitar-${(i + 1) % 12}`, `strings-${i % 2}`];
  return [
    [`guitarist-${i}`, 'VIEW', guitar, 90],
    [`guitarist-${i}`, 'VIEW', next, 90],
    [`guitarist-${i}`, 'VIEW', 'sold-out', 90],
    [`guitarist-${i}`, 'VIEW', i % 2 === 0 ? 'red' : 'blue', 90],
    [`guitarist-${i}`, 'PURCHASE', guitar, 90],
    [`guitarist-${i}`, 'PURCHASE', strings, 90],
    [`guitarist-${i}`, 'PURCHASE', 'sold-out', 90],
    [`drummer-${i}`, 'VIEW', `drum-${i % 3}`, 32],
    [`drummer-${i}`, 'VIEW', `drum-${3 + (i % 2)}`, 32],
    [`guitarist-${i}`, 'PURCHASE', strings, 60],
    [`guitarist-${i}`, 'PURCHASE', strings, 30],
  ];
}).flat();

export interface MusicShop extends TestShop {
  list(strategy: Strategy, change?: Partial<RecommendRequest>, context?: DiscoveryContext): Promise<RecommendationList>;
}

export async function openMusicShop(options: TestShopOptions & { readonly events?: readonly TestEvent[] } = {}): Promise<MusicShop> {
  const shop = await openTestShop(PRODUCTS, options);
  await shop.record(...(options.events ?? EVENTS));
  return {
    ...shop,
    list: (strategy, change = {}, context = anyone()) =>
      shop.discovery.recommend(
        { strategy, productIds: [], excludeProductIds: [], filters: [], first: 100, after: null, ...change },
        context,
      ),
  };
}

export const idsOf = ({ hits }: RecommendationList): readonly string[] => hits.map(({ document }) => document.id);

export const ids = (...values: readonly string[]) => values.map(productId);
