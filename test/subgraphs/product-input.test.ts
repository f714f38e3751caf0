import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGtin } from '../../subgraphs/catalog/door/check-gtin.ts';
import { checkProductInput } from '../../subgraphs/catalog/door/check-product-input.ts';
import { sortProducts } from '../../subgraphs/catalog/door/sort-products.ts';
import type { ProductInput } from '../../subgraphs/generated/catalog.ts';

const full: ProductInput = {
  id: 'kettle-1',
  title: 'Kettle, 1.7 l',
  description: 'Boils.\nFast.',
  brand: 'Steamy',
  url: 'https://shop.test/kettle-1',
  categoryPath: ['Home', 'Kitchen'],
  price: { amount: 2_999, currency: 'EUR' },
  listPrice: { amount: 3_999, currency: 'EUR' },
  availability: 'IN_STOCK',
  rating: { average: 4.5, count: 12 },
  images: [{ url: 'http://shop.test/kettle.jpg', alt: 'A kettle' }],
  attributes: [{ name: 'Colour', values: ['red', 'blue'] }],
  gtins: ['4006381333931'],
  groupId: 'kettle',
  releasedAt: '2026-01-31T12:00:00.000Z',
};

describe('a product at the door', () => {
  it('passes whole, and with nothing but id and title', () => {
    expect(checkProductInput(full)).toEqual([]);
    expect(checkProductInput({ id: 'a', title: '手机壳 👍🏽' })).toEqual([]);
    expect(checkProductInput({ id: 'a', title: 'A', price: { amount: 1_000_000_000, currency: 'EUR' } })).toEqual([]);
    expect(checkProductInput({ id: 'a', title: 'A', brand: '', description: '', price: null, images: [] })).toEqual([]);
  });

  it.each<[string, Partial<ProductInput>, string, string]>([
    ['a blank id', { id: ' ' }, 'id', 'BLANK'],
    ['a long id', { id: 'x'.repeat(201) }, 'id', 'TOO_LONG'],
    ['a blank title', { title: ' \t' }, 'title', 'BLANK'],
    ['a long title', { title: 'x'.repeat(501) }, 'title', 'TOO_LONG'],
    ['a control character', { title: 'Ket\u0000tle' }, 'title', 'CONTROL_CHARACTER'],
    ['a line break in a title', { title: 'Ket\ntle' }, 'title', 'CONTROL_CHARACTER'],
    ['half a surrogate pair', { title: 'Kettle \uD83D' }, 'title', 'CONTROL_CHARACTER'],
    ['a control character in a description', { description: 'a\u001Bb' }, 'description', 'CONTROL_CHARACTER'],
    ['a long description', { description: 'x'.repeat(50_001) }, 'description', 'TOO_LONG'],
    ['a negative price', { price: { amount: -1, currency: 'EUR' }, listPrice: null }, 'price.amount', 'NEGATIVE'],
    ['a price that cleaning would refuse', { price: { amount: 1_000_000_001, currency: 'EUR' }, listPrice: null }, 'price.amount', 'OUT_OF_RANGE'],
    ['a list price that cleaning would refuse', { listPrice: { amount: 2_000_000_000, currency: 'EUR' } }, 'listPrice.amount', 'OUT_OF_RANGE'],
    ['an unknown currency', { price: { amount: 1, currency: 'XQQ' }, listPrice: null }, 'price.currency', 'CURRENCY_UNKNOWN'],
    ['a currency in lower case', { price: { amount: 1, currency: 'eur' }, listPrice: null }, 'price.currency', 'CURRENCY_UNKNOWN'],
    ['a list price below the price', { listPrice: { amount: 2_998, currency: 'EUR' } }, 'listPrice.amount', 'LIST_PRICE_TOO_LOW'],
    ['a list price in another currency', { listPrice: { amount: 9_999, currency: 'USD' } }, 'listPrice.currency', 'CURRENCY_DIFFERS'],
    ['a rating above 5', { rating: { average: 5.1, count: 1 } }, 'rating.average', 'OUT_OF_RANGE'],
    ['a rating below 0', { rating: { average: -0.1, count: 1 } }, 'rating.average', 'OUT_OF_RANGE'],
    ['a negative count', { rating: { average: 5, count: -1 } }, 'rating.count', 'NEGATIVE'],
    ['a script for a link', { url: 'javascript:alert(1)' }, 'url', 'URL_INVALID'],
    ['a relative link', { url: '/kettle' }, 'url', 'URL_INVALID'],
    ['a link with credentials', { url: 'https://me:pass@shop.test/' }, 'url', 'URL_INVALID'],
    ['a bad image', { images: [{ url: 'https://a.test/a.jpg' }, { url: 'data:x' }] }, 'images.1.url', 'URL_INVALID'],
    ['a blank category', { categoryPath: ['Home', ''] }, 'categoryPath.1', 'BLANK'],
    ['a deep category', { categoryPath: Array.from({ length: 11 }, (_, depth) => `c${depth}`) }, 'categoryPath', 'TOO_MANY'],
    ['a nameless attribute', { attributes: [{ name: '', values: ['a'] }] }, 'attributes.0.name', 'BLANK'],
    ['a blank value', { attributes: [{ name: 'a', values: ['a', ' '] }] }, 'attributes.0.values.1', 'BLANK'],
    ['a GTIN of letters', { gtins: ['40063813339ab'] }, 'gtins.0', 'GTIN_INVALID'],
    ['a GTIN with a wrong check digit', { gtins: ['4006381333931', '4006381333932'] }, 'gtins.1', 'GTIN_INVALID'],
    ['a blank group', { groupId: '' }, 'groupId', 'BLANK'],
  ])('is refused for %s, by path and code', (_what, change, path, code) => {
    expect(checkProductInput({ ...full, ...change })).toEqual([{ path: path.split('.'), code, message: expect.stringMatching(/Expected .* got /) }]);
  });

  it('is told all its faults at once', () => {
    const faults = checkProductInput({ id: '', title: '', price: { amount: -1, currency: '?' }, rating: { average: 9, count: -1 } });
    expect(faults.map(({ path }) => path.join('.'))).toEqual(['id', 'title', 'price.amount', 'price.currency', 'rating.average', 'rating.count']);
  });
});

describe('sortProducts', () => {
  it('takes the good, and points at each fault of the others', () => {
    const { accepted, userErrors } = sortProducts([full, { id: 'b', title: '' }, { id: 'c', title: 'C', price: { amount: -5, currency: 'EUR' } }]);
    expect(accepted).toEqual([full]);
    expect(userErrors.map(({ path, code }) => [path, code])).toEqual([
      [['products', '1', 'title'], 'BLANK'],
      [['products', '2', 'price', 'amount'], 'NEGATIVE'],
    ]);
  });

  it('takes the first of a repeated id, and refuses the others', () => {
    const { accepted, userErrors } = sortProducts([full, { id: full.id, title: 'Another' }]);
    expect(accepted).toEqual([full]);
    expect(userErrors).toMatchObject([{ path: ['products', '1', 'id'], code: 'REPEATED' }]);
  });
});

describe('checkGtin', () => {
  it('takes exactly one check digit for each number', () => {
    const bodies = fc.constantFrom(7, 11, 12, 13).chain((length) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }));
    fc.assert(
      fc.property(bodies, (body) => {
        const taken = Array.from({ length: 10 }, (_, digit) => `${body.join('')}${digit}`).filter((gtin) => checkGtin(gtin).length === 0);
        expect(taken).toHaveLength(1);
      }),
    );
  });

  it.each(['96385074', '036000291452', '4006381333931', '00012345600012'])('takes %s, a published example', (gtin) => {
    expect(checkGtin(gtin)).toEqual([]);
  });
});
