import { describe, expect, it } from 'vitest';
import type { RecommendRequest } from '../../discovery/index.ts';
import { productId } from '../../schema/ids.ts';
import { anyone, openTestShop, type TestProduct } from './open-test-shop.ts';

const products: readonly TestProduct[] = [
  { id: 'seed', title: 'Red running shoe', brand: 'Acme', category: ['Shoes', 'Running'], group: 'g' },
  { id: 'variant', title: 'Red running shoe blue', brand: 'Acme', category: ['Shoes', 'Running'], group: 'g' },
  { id: 'sold-out', title: 'Red running shoe', brand: 'Acme', category: ['Shoes', 'Running'], availability: 'OUT_OF_STOCK' },
  { id: 'near', title: 'Blue running shoe', brand: 'Acme', category: ['Shoes', 'Running'] },
  { id: 'preorder', title: 'Trail shoe', brand: 'Bolt', category: ['Shoes', 'Running'], availability: 'PREORDER' },
  { id: 'wider', title: 'Red running shoe', brand: 'Acme', category: ['Shoes', 'Walking'] },
  { id: 'anywhere', title: 'Red shirt', category: ['Shirts'] },
  { id: 'unlike', title: 'Sofa', category: ['Home'] },
];

const similarTo = (id: string, first: number): RecommendRequest => ({
  strategy: 'SIMILAR', productIds: [productId(id)], excludeProductIds: [], filters: [], first, after: null,
});

const similar = async (id: string, first: number) => {
  await using shop = await openTestShop(products);
  return await shop.discovery.recommend(similarTo(id, first), anyone());
};

describe('similar', () => {
  it('goes from the leaf category outwards, without the product, its variants and what is sold out', async () => {
    const { hits, hasNextPage, degradations } = await similar('seed', 12);
    expect(hits.map(({ document, position }) => [position, document.id])).toEqual([
      [1, 'near'],
      [2, 'preorder'],
      [3, 'wider'],
      [4, 'anywhere'],
    ]);
    expect({ hasNextPage, degradations }).toEqual({ hasNextPage: false, degradations: [] });
    expect(hits[0]!.reason).toMatchObject({
      code: 'SIMILAR_CONTENT',
      text: 'Similar to Red running shoe',
      because: [{ id: 'seed' }],
    });
    expect(new Set(hits.map(({ cursor }) => cursor)).size).toBe(hits.length);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('leaves out the variants of a product that is sold out itself', async () => {
    await using shop = await openTestShop([
      { id: 'seed', title: 'Red shoe', group: 'g', availability: 'OUT_OF_STOCK' },
      { id: 'variant', title: 'Red shoe', group: 'g' },
      { id: 'other', title: 'Red hat' },
    ]);
    const { hits } = await shop.discovery.recommend(similarTo('seed', 12), anyone());
    expect(hits.map(({ document }) => document.id)).toEqual(['other']);
  });

  it('stops where there are enough', async () => {
    const { hits, hasNextPage } = await similar('seed', 2);
    expect(hits.map(({ document }) => document.id)).toEqual(['near', 'preorder']);
    expect(hasNextPage).toBe(true);
  });

  it('is empty for an unknown product', async () => {
    expect((await similar('nobody', 12)).hits).toEqual([]);
  });

  it.each([0, 101])('refuses first: %i', async (first) => {
    await expect(similar('seed', first)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
