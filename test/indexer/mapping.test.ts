import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CatalogMapping, clean, idOf, parseMapping, skippedBecause } from '../../indexer/index.ts';
import { changeVersion, productId } from '../../schema/ids.ts';
import type { JsonObject } from '../../stores/ports/catalog-store.ts';
import type { Product } from '../../stores/ports/product.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const LEAST = { id: 'id', title: 'title' };

function faultOf(json: unknown): string {
  try {
    parseMapping(json, 'shop.json');
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('parseMapping', () => {
  it.each([
    ['a column is missing', {}, ['id', 'title']],
    ['a misspelt field, with the one that was meant', { ...LEAST, decription: 'd' }, ['decription: unknown; did you mean "description"?']],
    ['an unknown field inside', { ...LEAST, price: { column: 'p', unit: 'minor', tax: 1 } }, ['price.tax: unknown']],
    ['a unit that is none', { ...LEAST, price: { column: 'p', unit: 'cents' } }, ['price.unit']],
    ['a currency that is none', { ...LEAST, currency: 'euro' }, ['currency: expected three capital letters']],
    ['a kind that is none', { ...LEAST, attributes: { prefixes: { x_: 'string' } } }, ['attributes.prefixes.x_']],
    ['no object', 5, ['the mapping itself']],
    ['several faults at once', { id: 5, title: 'title', currncy: 'EUR' }, ['2 fault(s)', 'id:', 'did you mean "currency"?']],
  ])('names %s', (_what, json, expected) => {
    const message = faultOf(json);
    expect(message).toContain('shop.json');
    for (const part of expected) expect(message).toContain(part);
  });

  it.each(readdirSync(join(DOCS, 'mappings')).filter((file) => !file.endsWith('-events.json')))('takes the example %s', (file) => {
    expect(() => parseMapping(JSON.parse(readFileSync(join(DOCS, 'mappings', file), 'utf8')), file)).not.toThrow();
  });

  it('takes every example of docs/mapping.md', () => {
    const blocks = [...readFileSync(join(DOCS, 'mapping.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json!);
    expect(blocks.length).toBeGreaterThan(3);
    for (const json of blocks) expect(faultOf(JSON.parse(json))).toBe('accepted');
  });
});

describe('rules for rows that are not wanted', () => {
  const rules = (...tests: object[]) => parseMapping({ ...LEAST, skip: tests.map((test, i) => ({ column: 'c', why: `rule ${i}`, ...test })) }, 'm').skip!;

  it.each<[string, object, readonly unknown[], readonly unknown[]]>([
    ['startsWith', { startsWith: ['C', 'A1'] }, ['C536379', 'A12', ' C1'], ['536379C', 'A2', '', null, 5]],
    ['one start', { startsWith: 'C' }, ['C1'], ['c1']],
    ['oneOf', { oneOf: ['POST', '7'] }, ['POST', ' POST ', 7], ['POSTAGE', '', null]],
    ['empty', { empty: true }, ['', '  ', null, undefined], ['x', 0, false]],
    ['atMost', { atMost: 0 }, ['0', '-3.5', -1, 0], ['0.01', 1, '', null, 'many']],
  ])('%s meets what it says and nothing else', (_what, test, met, others) => {
    for (const c of met) expect(skippedBecause(rules(test), c === undefined ? {} : ({ c } as JsonObject))).toBe('rule 0');
    for (const c of others) expect(skippedBecause(rules(test), { c } as JsonObject)).toBeNull();
  });

  it('tell the first of several', () => {
    expect(skippedBecause(rules({ startsWith: 'x' }, { empty: true }, { atMost: 1 }), { c: '' })).toBe('rule 1');
  });

  it('have one test each', () => {
    expect(faultOf({ ...LEAST, skip: [{ column: 'c', why: 'w', atMost: 1, empty: true }] })).toContain('skip.0');
    expect(faultOf({ ...LEAST, skip: [{ column: 'c', why: 'w' }] })).toContain('skip.0');
  });
});

describe('a mapped record', () => {
  const productOf = (mapping: Record<string, unknown>, record: JsonObject): Product => {
    const cleaned = clean(
      { id: productId('p'), mapping: 'm', record: { title: 'Blue lamp', ...record }, origin: null, version: changeVersion(1), receivedAtMs: 1 },
      parseMapping({ ...LEAST, ...mapping }, 'm'),
    );
    if (!cleaned.ok) throw new Error(JSON.stringify(cleaned.issues));
    return cleaned.product;
  };

  it('takes constants, defaults, and values from inside', () => {
    expect(productOf({ brand: { value: 'House' } }, {}).brand).toBe('House');
    expect(productOf({ brand: { column: 'maker', default: 'Unknown' } }, { maker: '' }).brand).toBe('Unknown');
    expect(productOf({ brand: 'maker.name' }, { maker: { name: 'Acme' } }).brand).toBe('Acme');
    expect(productOf({ brand: 'maker.name' }, { 'maker.name': 'Flat', maker: { name: 'Deep' } }).brand).toBe('Flat');
  });

  it('takes a category from several columns, one with a separator, a list, or a rule on the title', () => {
    const ids = (mapping: unknown, record: JsonObject, rules?: unknown): readonly string[] =>
      productOf({ ...(mapping === undefined ? {} : { categoryPath: mapping }), ...(rules === undefined ? {} : { categoryRules: rules }) }, record).categories.map(({ id }) => id);
    expect(ids({ columns: ['a', 'b'] }, { a: 'Home', b: 'Lamps' })).toEqual(['home', 'home/lamps']);
    expect(ids({ column: 'c', separator: '|' }, { c: 'Home|Lamps' })).toEqual(['home', 'home/lamps']);
    expect(ids('c', { c: ['Home', 'Lamps'] })).toEqual(['home', 'home/lamps']);
    const rules = [{ titleWords: ['lamp', 'red'], path: ['Red'] }, { titleWords: ['LAMP'], path: ['Home', 'Lamps'] }];
    expect(ids(undefined, {}, rules)).toEqual(['home', 'home/lamps']);
    expect(ids('c', { c: 'Given' }, rules)).toEqual(['given']);
  });

  it('makes attributes of named columns, of prefixes, and of the rest, but not of columns that are fields', () => {
    const price = { column: 'cost', unit: 'minor', currency: 'money' };
    const mapping = { brand: 'maker', price, attributes: { columns: { sizes: { name: 'Size', separator: '/' } }, prefixes: { n_: 'number' }, rest: 'text' } };
    const { attributes } = productOf(mapping, { id: 'p', maker: 'Acme', cost: 5, money: 'EUR', sizes: 'S/M/L', n_watts: 5, finish: 'matt' });
    expect(attributes).toEqual([
      { name: 'Size', kind: 'text', values: ['S', 'M', 'L'] },
      { name: 'Watts', kind: 'number', values: ['5'] },
      { name: 'Finish', kind: 'text', values: ['matt'] },
    ]);
  });

  it('has the id of its column as text', () => {
    const mapping: CatalogMapping = parseMapping(LEAST, 'm');
    expect([5, ' x ', '', null, {}, true].map((id) => idOf(mapping, { id }))).toEqual(['5', 'x', null, null, null, null]);
  });
});
