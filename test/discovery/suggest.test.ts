import { describe, expect, it } from 'vitest';
import { anyone, openTestShop, type TestProduct } from './open-test-shop.ts';

const products: readonly TestProduct[] = [
  { id: 'laptop', title: 'Laptop with large screen', category: ['Computers', 'Laptops'], availability: 'OUT_OF_STOCK' },
  { id: 'sleeve', title: 'Laptop sleeve', category: ['Computers', 'Laptop bags'] },
  { id: 'bag', title: 'Leather bag for laptops', category: ['Computers', 'Laptop bags'] },
  { id: 'lamp', title: 'Lamp <b>', category: ['Home', 'Lamps'] },
  { id: 'phone-zh', title: '华为手机', category: ['手机'] },
];

const suggest = async (prefix: string, first = 8) => {
  await using shop = await openTestShop(products);
  const { queries, products: found, categories } = await shop.discovery.suggest({ prefix, first, locale: null }, anyone());
  return {
    queries,
    products: found.map(({ id }) => id as string),
    categories: categories.map((path) => path.map(({ name }) => name).join(' > ')),
  };
};

describe('suggest', () => {
  it('goes on from a prefix: queries, products in stock first, categories', async () => {
    const { queries, products, categories } = await suggest('Lap');
    expect(queries[0]).toMatchObject({ highlighted: expect.stringMatching(/^lap<em>tops?<\/em>$/) });
    expect(products.toSorted()).toEqual(['bag', 'laptop', 'sleeve']);
    expect(products.at(-1)).toBe('laptop');
    expect(categories).toEqual(['Computers > Laptop bags', 'Computers > Laptops']);
  });

  it('keeps the words before, and shows only what has them', async () => {
    const { queries, products } = await suggest('laptop sl');
    expect(queries).toEqual([{ text: 'laptop sleeve', highlighted: 'laptop sl<em>eeve</em>' }]);
    expect(products).toEqual(['sleeve']);
  });

  it('finds a category by any word of its name', async () => {
    expect((await suggest('bag')).categories).toEqual(['Computers > Laptop bags']);
    expect((await suggest('bags lap')).categories).toEqual(['Computers > Laptop bags']);
  });

  it('completes Chinese', async () => {
    const { queries, products, categories } = await suggest('华为手');
    expect(queries).toEqual([{ text: '华为手机', highlighted: '华为手<em>机</em>' }]);
    expect(products).toEqual(['phone-zh']);
    expect(categories).toEqual([]);
    expect((await suggest('机')).categories).toEqual(['手机']);
  });

  it('corrects a typo where nothing goes on from it', async () => {
    const { queries, products } = await suggest('latop sle');
    expect(queries).toEqual([{ text: 'laptop sleeve', highlighted: 'la<em>ptop sleeve</em>' }]);
    expect(products).toEqual(['sleeve']);
  });

  it('gives the largest categories for nothing typed, and nothing for nonsense', async () => {
    expect(await suggest('  ', 2)).toEqual({ queries: [], products: [], categories: ['Computers', 'Computers > Laptop bags'] });
    expect(await suggest('qqqqq')).toEqual({ queries: [], products: [], categories: [] });
  });

  it('gives at most `first` of each', async () => {
    const { queries, products, categories } = await suggest('l', 1);
    expect([queries, products, categories].map((list) => list.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ['prefix', { prefix: 'x'.repeat(501) }],
    ['prefix', { prefix: '\u0007' }],
    ['first', { first: 0 }],
    ['locale', { locale: '??' }],
  ])('refuses a bad %s', async (argument, changes) => {
    await using shop = await openTestShop(products);
    const request = { prefix: 'lap', first: 8, locale: null, ...changes };
    await expect(shop.discovery.suggest(request, anyone())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining(`\`${argument}\``),
    });
  });
});
