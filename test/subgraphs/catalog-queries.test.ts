import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { categoryId } from '../../schema/ids.ts';
import { openCatalogShop } from './catalog-shop.ts';
import { cleanedOf, documentOf, productOf } from './products.ts';
import { plain, run } from './support.ts';

const WHOLE = `{
  id title description brand url categories { id name parent { id name parent { id } } } price { amount currency } listPrice { amount currency }
  availability rating { average count } images { url alt } attributes { name values } groupId releasedAt updatedAt
}`;

describe('product', () => {
  it('shows every field', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putCleaned([cleanedOf(productOf('k1'))]);
    const { data, errors } = plain(await run(shop.subgraph, `{ product(id: "k1") ${WHOLE} }`));
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      product: {
        id: 'k1',
        title: 'Kettle k1',
        description: 'Boils water.',
        brand: 'Steamy',
        url: 'https://shop.test/k1',
        categories: [
          { id: 'home', name: 'Home', parent: null },
          { id: 'home/kitchen', name: 'Kitchen', parent: { id: 'home', name: 'Home', parent: null } },
        ],
        price: { amount: 2_999, currency: 'EUR' },
        listPrice: { amount: 3_999, currency: 'EUR' },
        availability: 'IN_STOCK',
        rating: { average: 4.5, count: 12 },
        images: [{ url: 'https://shop.test/k1.jpg', alt: null }],
        attributes: [{ name: 'Colour', values: ['red', 'blue'] }],
        groupId: null,
        releasedAt: '2026-01-31T00:00:00.000Z',
        updatedAt: '2026-02-01T12:30:00.000Z',
      },
    });
    expect(shop.calls).toEqual(['productsByIds']);
  });

  it('shows null for what a product lacks, and for a product that is not there', async () => {
    await using shop = await openCatalogShop();
    const bare = productOf('bare', { description: null, brand: null, url: null, categories: [], price: null, listPrice: null, rating: null, images: [], attributes: [], releasedAtMs: null });
    await shop.catalog.putCleaned([cleanedOf(bare)]);
    const { data, errors } = plain(await run(shop.subgraph, `{ product(id: "bare") ${WHOLE} none: product(id: "none") { id } }`));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ product: { description: null, price: null, rating: null, categories: [], images: [], attributes: [], releasedAt: null }, none: null });
  });
});

describe('products', () => {
  it('come in the order asked for, repeats included, null where unknown, by one store call', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putCleaned(['a', 'b', 'c'].map((id) => cleanedOf(productOf(id))));
    const query = '{ products(ids: ["c", "x", "a", "c"]) { id } product(id: "b") { id } }';
    expect(plain(await run(shop.subgraph, query))).toEqual({ data: { products: [{ id: 'c' }, null, { id: 'a' }, { id: 'c' }], product: { id: 'b' } } });
    expect(shop.calls).toEqual(['productsByIds']);
  });

  it('are at most 100', async () => {
    await using shop = await openCatalogShop();
    const ids = Array.from({ length: 101 }, (_, index) => `p${index}`);
    const query = 'query ($ids: [ID!]!) { products(ids: $ids) { id } }';
    expect(await run(shop.subgraph, query, { variables: { ids } })).toMatchObject({
      data: { products: null },
      errors: [{ message: 'ids: expected at most 100, got 101.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect((await run(shop.subgraph, query, { variables: { ids: ids.slice(1) } })).errors).toBeUndefined();
  });
});

describe('entities', () => {
  it('of 50 products and their categories cost one store call each kind, in the order asked for', async () => {
    await using shop = await openCatalogShop();
    const products = Array.from({ length: 50 }, (_, index) =>
      productOf(`p${index}`, { categories: [{ id: categoryId(`c${index % 7}`), name: `C${index % 7}` }] }),
    );
    await shop.catalog.putCleaned(products.map((product) => cleanedOf(product)));
    const r = [...products.toReversed().map(({ id }) => ({ __typename: 'Product', id })), { __typename: 'Product', id: 'gone' }];
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { id description categories { productCount children { id } } } } }';
    const { data, errors } = plain(await run(shop.subgraph, query, { variables: { r } }));
    expect(errors).toBeUndefined();
    const entities = data!['_entities'] as ({ id: string; categories: { productCount: number }[] } | null)[];
    expect(entities.map((entity) => entity?.id)).toEqual([...products.toReversed().map(({ id }) => id), undefined]);
    expect(entities[0]?.categories).toEqual([{ productCount: 8, children: [] }]);
    expect(shop.calls.toSorted()).toEqual(['categoriesByIds', 'childCategories', 'productsByIds']);
  });

  it('of categories are found by id', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putCleaned([cleanedOf(productOf('k1'))]);
    const r = ['home/kitchen', 'none', 'home'].map((id) => ({ __typename: 'Category', id }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Category { name productCount } } }';
    expect(plain(await run(shop.subgraph, query, { variables: { r } }))).toEqual({
      data: { _entities: [{ name: 'Kitchen', productCount: 1 }, null, { name: 'Home', productCount: 1 }] },
    });
    expect(shop.calls).toEqual(['categoriesByIds']);
  });

  it('do not mark what a store handed out', async () => {
    const product = Object.freeze(productOf('frozen'));
    await using shop = await openCatalogShop(() => ({ products: { productsByIds: async () => [cleanedOf(product)] } }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { title } } }';
    const r = [{ __typename: 'Product', id: 'frozen' }];
    expect(plain(await run(shop.subgraph, query, { variables: { r } }))).toEqual({ data: { _entities: [{ title: 'Kettle frozen' }] } });
  });
});

describe('categories', () => {
  it('are the roots, then level by level, one store call a level', async () => {
    await using shop = await openCatalogShop();
    const garden = [{ id: categoryId('garden'), name: 'Garden' }, { id: categoryId('garden/hoses'), name: 'Hoses' }];
    await shop.catalog.putCleaned([cleanedOf(productOf('k1')), cleanedOf(productOf('h1', { categories: garden })), cleanedOf(productOf('k2'))]);
    const query = '{ categories { id name productCount parent { id } children { id productCount parent { name } children { id } } } }';
    expect(plain(await run(shop.subgraph, query))).toEqual({
      data: {
        categories: [
          { id: 'garden', name: 'Garden', productCount: 1, parent: null, children: [{ id: 'garden/hoses', productCount: 1, parent: { name: 'Garden' }, children: [] }] },
          { id: 'home', name: 'Home', productCount: 2, parent: null, children: [{ id: 'home/kitchen', productCount: 2, parent: { name: 'Home' }, children: [] }] },
        ],
      },
    });
    expect(shop.calls.filter((call) => call === 'childCategories')).toHaveLength(3);
    expect(shop.calls.filter((call) => call === 'categoriesByIds')).toHaveLength(1);
  });

  it('of a parent are its children; of an unknown one, none; an unknown category is null', async () => {
    await using shop = await openCatalogShop();
    await shop.catalog.putCleaned([cleanedOf(productOf('k1'))]);
    const query = '{ a: categories(parentId: "home") { id } b: categories(parentId: "none") { id } category(id: "home") { name } none: category(id: "none") { name } }';
    expect(plain(await run(shop.subgraph, query))).toEqual({ data: { a: [{ id: 'home/kitchen' }], b: [], category: { name: 'Home' }, none: null } });
  });
});

describe('while the catalog store is down', () => {
  const down = { productsByIds: () => Promise.reject(new AppError('CATALOG_STORE_UNAVAILABLE', 'disk of db-7 is gone')) };
  const unavailable = {
    message: 'The catalog store did not answer in time; the call may be repeated.',
    extensions: { code: 'UNAVAILABLE', reason: 'CATALOG_STORE_UNAVAILABLE' },
  };

  it('products come from the index; what the index lacks is unavailable, not absent', async () => {
    const known = documentOf(productOf('k1'));
    await using shop = await openCatalogShop(() => ({
      products: down,
      fallback: { documentsByIds: async (ids) => ids.map((id) => (id === known.id ? known : null)) },
    }));
    expect(plain(await run(shop.subgraph, '{ products(ids: ["k1", "k2"]) { id description } }'))).toEqual({
      data: { products: [{ id: 'k1', description: 'Boils water.' }, null] },
      errors: [{ ...unavailable, path: ['products', 1] }],
    });
  });

  it('and the index too, products are unavailable', async () => {
    await using shop = await openCatalogShop(() => ({
      products: down,
      fallback: { documentsByIds: () => Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'gone too')) },
    }));
    expect(plain(await run(shop.subgraph, '{ product(id: "k1") { id } }'))).toEqual({ data: { product: null }, errors: [{ ...unavailable, path: ['product'] }] });
  });

  it('a fault of the store is not covered up by the index', async () => {
    await using shop = await openCatalogShop(() => ({
      products: { productsByIds: () => Promise.reject(new TypeError('row is undefined')) },
      fallback: { documentsByIds: async () => [documentOf(productOf('k1'))] },
    }));
    expect(await run(shop.subgraph, '{ product(id: "k1") { id } }')).toMatchObject({ data: { product: null }, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(shop.log.entries).toHaveLength(1);
  });

  it('what needs no store still answers beside it', async () => {
    await using shop = await openCatalogShop((catalog) => ({ products: down, categories: catalog }));
    expect(plain(await run(shop.subgraph, '{ product(id: "k1") { id } categories { id } }'))).toMatchObject({ data: { product: null, categories: [] }, errors: [{ path: ['product'] }] });
  });
});
