import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogMapping, clean, type Cleaned, cleanText, ISSUES, type IssueCode, parseMapping } from '../../indexer/index.ts';
import { changeVersion, productId } from '../../schema/ids.ts';
import type { JsonObject, StoredSource } from '../../stores/ports/catalog-store.ts';
import { attributeKey, AVAILABILITIES, type Product } from '../../stores/ports/product.ts';

const MAPPING = parseMapping(
  {
    currency: 'EUR',
    id: 'id',
    title: 'title',
    description: 'text',
    brand: 'maker',
    url: 'url',
    categoryPath: { column: 'path', separator: '>' },
    price: { column: 'price', unit: 'major' },
    listPrice: { column: 'was', unit: 'major' },
    availability: { column: 'stock', values: { yes: 'IN_STOCK', no: 'OUT_OF_STOCK' } },
    rating: { average: 'stars', count: 'votes' },
    images: ['image'],
    gtins: ['ean'],
    groupId: 'model',
    releasedAt: { column: 'released', format: 'dd/mm/yyyy' },
    attributes: { prefixes: { n_: 'number', b_: 'boolean', t_: 'text' } },
  },
  'test',
);

function cleanRecord(record: JsonObject, mapping: CatalogMapping | null = MAPPING, id = 'p1'): Cleaned {
  const source: StoredSource = { id: productId(id), mapping: mapping === null ? null : 'test', record, origin: null, version: changeVersion(1), receivedAtMs: 5 };
  return clean(source, mapping);
}

function productOf(record: JsonObject): Product {
  const cleaned = cleanRecord({ title: 'Lamp', ...record });
  if (!cleaned.ok) throw new Error(JSON.stringify(cleaned.issues));
  return cleaned.product;
}

/** Codes of what was refused, or dropped. */
function codesOf(cleaned: Cleaned): readonly string[] {
  return cleaned.ok ? cleaned.notes.map(({ code }) => code) : cleaned.issues.map(({ code }) => code);
}

describe('text', () => {
  it.each([
    ['HTML becomes text', '<p>Red&nbsp;<b>lamp</b></p><ul><li>one<li>two</ul>', 'Red lamp one two'],
    ['blocks end a word, others do not', 'a<br>b<i>c</i>d', 'a bcd'],
    ['twice escaped', 'Tom &amp;amp; Jerry &amp;lt;b&amp;gt;', 'Tom & Jerry'],
    ['scripts are silent', 'x<script>alert("y")</script><style>p{}</style>z', 'xz'],
    ['full-width forms', 'ＬＥＤ　１２Ｗ', 'LED 12W'],
    ['ligatures and composed letters', 'ﬁne cafe\u0301', 'fine café'],
    ['control and invisible characters', 'a\u0000b\u200Bc\u00ADd\uFEFF', 'a bcd'],
    ['white space', ' \t a \n\n b \u3000 ', 'a b'],
    ['a lone half of a character', 'a\uD83D b', 'a b'],
    ['a number', 42, '42'],
    ['less and greater', '5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
  ])('%s', (_what, given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });

  it.each([[''], [' \u200B '], ['<p></p>'], [null], [{}], [['a']]])('nothing is left of %j', (given) => {
    expect(cleanText(given)).toBeNull();
  });

  it('changes nothing that is clean, and is clean whatever it was', () => {
    const pieces = fc.constantFrom('<b>', '</b>', '&amp;', '&lt;', 'lt;', '<', '>', 'ﬁ', '手机', ' ', '\u0000', 'a', 'é', '&#x3c;', '<script>', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces).map((list) => list.join(''))), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once ?? '').toMatch(/^(?:\S(?:.*\S)?)?$/su);
        // oxlint-disable-next-line no-control-regex -- these must not be there
        expect(once ?? '').not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
        expect((once ?? '').normalize('NFKC')).toBe(once ?? '');
      }),
    );
  });
});

describe('price', () => {
  it.each([
    ['1,299.00', 129_900], ['1.299,00', 129_900], ['£12.50', 1_250], ['12,5', 1_250], ['1,299', 129_900], ['1.299', 129_900],
    ['1 299 kr.', 129_900], ["1'299.95", 129_995], ['EUR 5', 500], [5, 500], [0, 0], ['0', 0], [19.99, 1_999], ['１２.５０', 1_250], ['12,-', 1_200], ['1.2.3', null], ['1,00,000.50', 10_000_050], ['12.34.567', 123_456_700], ['twelve', null],
  ])('%j is %j cents', (price, cents) => {
    const cleaned = cleanRecord({ title: 'x', price });
    expect(cleaned.ok ? (cleaned.product.price?.amount ?? null) : null).toBe(cents);
  });

  it('is in minor units of its currency', () => {
    const mapping = parseMapping({ id: 'id', title: 'title', price: { column: 'p', unit: 'major', currency: 'c' } }, 'm');
    const priceOf = (p: string, c: string) => {
      const cleaned = cleanRecord({ title: 'x', p, c }, mapping);
      return cleaned.ok ? cleaned.product.price : cleaned.issues[0]!.code;
    };
    expect(priceOf('1200', 'JPY')).toEqual({ amount: 1_200, currency: 'JPY' });
    expect(priceOf('1.2345', 'KWD')).toEqual({ amount: 1_235, currency: 'KWD' });
    expect(priceOf('5', ' usd ')).toEqual({ amount: 500, currency: 'USD' });
    expect(priceOf('5', 'QQQ')).toBe('CURRENCY_UNKNOWN');
  });

  it('is none where the record has none, and then refuses nothing', () => {
    expect(productOf({}).price).toBeNull();
    expect(productOf({ price: '' }).price).toBeNull();
  });
});

describe('fields', () => {
  it('a whole record', () => {
    const product = productOf({
      title: ' <b>Desk</b> lamp ', text: 'Bright.', maker: ' Acme ', url: ' HTTPS://Shop.example/ä ', path: 'Home > Lights & Lamps>Desk',
      price: '10', was: '12', stock: 'no', stars: '4.5', votes: '10', image: ['https://x.example/1.png', 'https://x.example/1.png', ''],
      ean: ['4006381333931', '4006381333931'], model: 'M1', released: '24/11/2026', n_width_cm: '20.0', b_dimmable: 'Yes', t_colour: ['red', 'blue', 'red'], t_empty: '',
    });
    expect(product).toEqual({
      id: 'p1', title: 'Desk lamp', description: 'Bright.', brand: 'Acme', url: 'https://shop.example/%C3%A4',
      categories: [{ id: 'home', name: 'Home' }, { id: 'home/lights-lamps', name: 'Lights & Lamps' }, { id: 'home/lights-lamps/desk', name: 'Desk' }],
      price: { amount: 1_000, currency: 'EUR' }, listPrice: { amount: 1_200, currency: 'EUR' }, availability: 'OUT_OF_STOCK', rating: { average: 4.5, count: 10 },
      images: [{ url: 'https://x.example/1.png', alt: null }], gtins: ['04006381333931'], groupId: 'M1', releasedAtMs: Date.UTC(2026, 10, 24), updatedAtMs: 5,
      attributes: [
        { name: 'Width cm', kind: 'number', values: ['20'] },
        { name: 'Dimmable', kind: 'boolean', values: ['true'] },
        { name: 'Colour', kind: 'text', values: ['red', 'blue'] },
      ],
    });
  });

  it('products of the same GTIN are one group, unless the shop has groups of its own', () => {
    expect(productOf({ ean: '4006381333931' }).groupId).toBe(productOf({ ean: '04006381333931' }).groupId);
    expect(productOf({ ean: '4006381333931', model: 'M1' }).groupId).toBe('M1');
    expect(productOf({}).groupId).toBeNull();
  });

  it('categories of every script have ids', () => {
    expect(productOf({ path: '数码>手机 配件>C++' }).categories.map(({ id }) => id)).toEqual(['数码', '数码/手机-配件', '数码/手机-配件/c++']);
  });

  it('attributes whose names are the same are one', () => {
    expect(productOf({ t_Colour: 'red', t_colour_: 'blue' }).attributes).toEqual([{ name: 'Colour', kind: 'text', values: ['red', 'blue'] }]);
  });
});

/** A record for each issue that a mapped record can show. */
const FAULTY: readonly (readonly [IssueCode, JsonObject])[] = [
  ['TITLE_MISSING', { title: ' <br> ' }],
  ['TITLE_TOO_LONG', { title: 'x'.repeat(1_001) }],
  ['PRICE_INVALID', { title: 'x', price: 'ask us' }],
  ['PRICE_NEGATIVE', { title: 'x', price: '-1' }],
  ['PRICE_TOO_HIGH', { title: 'x', price: '99999999999' }],
  ['DESCRIPTION_CUT', { title: 'x', text: 'y'.repeat(20_001) }],
  ['LIST_PRICE_DROPPED', { title: 'x', price: '5', was: '5' }],
  ['URL_DROPPED', { title: 'x', url: 'javascript:alert(1)' }],
  ['IMAGE_DROPPED', { title: 'x', image: 'C:\\image.png' }],
  ['AVAILABILITY_DROPPED', { title: 'x', availability: 'perhaps' }],
  ['RATING_DROPPED', { title: 'x', stars: '5.1' }],
  ['GTIN_DROPPED', { title: 'x', ean: '4006381333932' }],
  ['DATE_DROPPED', { title: 'x', released: '31/02/2026' }],
  ['ATTRIBUTE_DROPPED', { title: 'x', n_width: 'wide' }],
];

describe('issues', () => {
  const api = new Set<IssueCode>(['AVAILABILITY_DROPPED']);
  it.each(FAULTY)('%s', (code, record) => {
    const cleaned = cleanRecord(record, api.has(code) ? null : MAPPING);
    expect(codesOf(cleaned)).toEqual([code]);
    expect(cleaned.ok).toBe(ISSUES[code].policy === 'drop');
  });

  it('ID_INVALID and CURRENCY_UNKNOWN', () => {
    expect(codesOf(cleanRecord({ title: 'x' }, MAPPING, 'x'.repeat(201)))).toEqual(['ID_INVALID']);
    expect(codesOf(cleanRecord({ title: 'x', price: { amount: 1, currency: 'EURO' } }, null))).toEqual(['CURRENCY_UNKNOWN']);
  });

  it('each can be reached; those that no single record shows are of the indexer itself', () => {
    const reached = new Set<string>([...FAULTY.map(([code]) => code), 'ID_INVALID', 'CURRENCY_UNKNOWN']);
    expect(Object.keys(ISSUES).filter((code) => !reached.has(code))).toEqual(['MAPPING_UNKNOWN', 'CLEANING_FAILED']);
  });

  it('says everything that is wrong at once, with what was expected and got', () => {
    const cleaned = cleanRecord({ title: '', price: '-1' });
    expect(cleaned).toEqual({
      ok: false,
      issues: [
        { code: 'PRICE_NEGATIVE', field: 'price', message: 'Expected a price of at least 0, got "-1".' },
        { code: 'TITLE_MISSING', field: 'title', message: 'Expected a title, got "".' },
      ],
    });
  });
});

it('makes a product as the port promises of any record, or says why not; and the same each time', () => {
  const fields = ['title', 'text', 'maker', 'url', 'path', 'price', 'was', 'stock', 'stars', 'votes', 'image', 'ean', 'model', 'released', 'n_a', 'b_a', 't_a', 'id', 'attributes', 'rating', 'images', 'categoryPath'];
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('5', '-5', 'https://x.example', '手机', '<b>', '4006381333931', '01/01/2020', 'yes'));
  const record = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 12 });
  fc.assert(
    fc.property(record, fc.boolean(), (given, fromApi) => {
      const cleaned = cleanRecord(given as JsonObject, fromApi ? null : MAPPING);
      expect(cleanRecord(given as JsonObject, fromApi ? null : MAPPING)).toEqual(cleaned);
      if (cleaned.ok) checkProduct(cleaned.product);
      else checkIssues(cleaned.issues);
    }),
    { numRuns: 2_000, examples: [[{ title: 'lamp', b_a: { toString: false } }, false]] },
  );
});

function checkIssues(issues: readonly { readonly code: string }[]): void {
  expect(issues.length).toBeGreaterThan(0);
  for (const { code } of issues) expect(ISSUES[code as IssueCode].policy).toBe('refuse');
}

function checkProduct(product: Product): void {
  const texts = [product.title, product.description, product.brand, product.groupId, ...product.categories.map(({ name }) => name)];
  for (const text of texts) expect(text === null || (text !== '' && text === text.trim() && text.isWellFormed())).toBe(true);
  for (const money of [product.price, product.listPrice]) expect(money === null || (Number.isInteger(money.amount) && money.amount >= 0)).toBe(true);
  if (product.listPrice !== null) expect(product.listPrice.amount).toBeGreaterThan(product.price!.amount);
  expect(AVAILABILITIES).toContain(product.availability);
  if (product.rating !== null) expect(product.rating.average).toBeLessThanOrEqual(5);
  for (const gtin of product.gtins) expect(gtin).toMatch(/^\d{14}$/);
  for (const { values } of product.attributes) expect(values.length).toBeGreaterThan(0);
  const keys = product.attributes.map(({ name }) => attributeKey(name));
  expect(new Set(keys).size).toBe(keys.length);
  for (const [level, { id }] of product.categories.entries()) expect(id.startsWith(level === 0 ? '' : `${product.categories[level - 1]!.id}/`)).toBe(true);
}
