import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../search/index.ts';
import { engineOf, queryOf, titled } from './engine-document.ts';

describe('the score', () => {
  it('is BM25F: frequencies weighted and normalised by field, then saturated once', () => {
    const engine = createEngine({
      k1: 1.2,
      dimensions: 0,
      texts: [
        { name: 'title', weight: 3, b: 0.75, vocabulary: true },
        { name: 'description', weight: 1, b: 0.75, vocabulary: true },
      ],
    });
    engine.put(titled('a', '', { texts: { title: 'phone', description: 'phone' } }));
    engine.put(titled('b', '', { texts: { title: 'red leather case' } }));
    // Mean title length 2: 3 / (.25 + .75 * 1/2) = 4.8. Mean description length 1: 1. Of 2 documents 1 has it: ln 2.
    const [found] = engine.search(queryOf('phone')).candidates;
    expect(found?.lexicalScore).toBeCloseTo((Math.log(2) * 5.8) / (1.2 + 5.8), 6);
  });

  it('does not count the other forms of a word to the length of its field', () => {
    const engine = engineOf(['8gb', 'memory']);
    const scoreOf = (text: string): number => engine.search(queryOf(text)).candidates[0]!.lexicalScore;
    expect(scoreOf('8gb')).toBe(scoreOf('memory'));
  });
});

describe('words', () => {
  const engine = engineOf([
    '华为手机壳 透明',
    '苹果 iPhone 手机壳',
    'Wireless mouse for laptops',
    'Brother TN2110 toner',
    'Wi-Fi router',
    'Wireless keyboard',
  ]);

  it.each([
    ['Chinese is found by its parts, the shorter title first', '手机', ['p1', 'p0']],
    ['mixed text too', '苹果 iphone 手机壳', ['p1']],
    ['stems meet', 'laptop', ['p2']],
    ['a hyphen more than the catalogue writes', 'TN-2110', ['p3']],
    ['a hyphen fewer', 'wifi', ['p4']],
    ['all words must be there when enough match', 'wireless keyboard', ['p5']],
    ['words alone, not punctuation, can match', '!!', []],
  ])('%s: %s', (_why, text, ids) => {
    expect(engine.search(queryOf(text, { relaxBelow: 1 })).ids).toEqual(ids);
  });

  it('gives way by one word at a time, and says by how many', () => {
    expect(engine.search(queryOf('wireless mouse bluetooth', { relaxBelow: 1 }))).toMatchObject({
      ids: ['p2'],
      relaxedWords: 1,
    });
    expect(engine.search(queryOf('wireless mouse bluetooth', { relaxBelow: 2 }))).toMatchObject({
      ids: ['p2', 'p5'],
      relaxedWords: 2,
    });
  });

  it('takes the last word as a beginning when asked to, and only the last', () => {
    expect(engine.search(queryOf('wireless key', { relaxBelow: 1, prefix: true })).ids).toEqual(['p5']);
    expect(engine.search(queryOf('key wireless', { relaxBelow: 1, prefix: true }))).toMatchObject({ relaxedWords: 1 });
  });

  it('reads a query of ten thousand characters', () => {
    expect(engine.search(queryOf('wireless '.repeat(1_200))).ids).toEqual(['p5', 'p2']);
    const many = Array.from({ length: 2_000 }, (_, index) => `word${index}`).join(' ');
    expect(engine.search(queryOf(many)).ids).toEqual([]);
  });
});

describe('values', () => {
  it('are shown as most documents write them, with the label put last', () => {
    const engine = engineOf([]);
    for (const [id, brand] of [['a', 'DELL'], ['b', 'Dell'], ['c', 'Dell']] as const) {
      engine.put(titled(id, 'laptop', { keywords: { brand: [brand] }, labels: { brand: { [brand]: `${brand} Inc. (${id})` } } }));
    }
    expect(engine.fieldValues('brand')).toEqual([{ value: 'Dell', label: 'Dell Inc. (c)', documents: 3 }]);
    engine.remove('c');
    expect(engine.fieldValues('brand')).toMatchObject([{ value: 'DELL', documents: 2 }]);
    expect(engine.fieldValues('constructor')).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('may have any name and text: %s', (name) => {
    const engine = engineOf([]);
    const keywords = Object.fromEntries([[name, [name]]]);
    engine.put(titled(name, name, { keywords }));
    const result = engine.search(queryOf(name, { filters: [{ field: name, values: [name], range: null }], facets: [name] }));
    expect(result).toMatchObject({ ids: [name], facets: [{ field: name, buckets: [{ value: name, label: name, count: 1 }] }] });
  });
});

describe('a document that cannot be indexed', () => {
  it('is refused as a whole', () => {
    const engine = engineOf(['phone']);
    expect(() => engine.put(titled('p0', 'case', { numbers: { price: [Number.NaN] } }))).toThrow('"price"');
    expect(() => engine.put(titled('p0', 'case', { texts: { headline: 'case' } }))).toThrow('"headline"');
    expect(engine.search(queryOf('phone')).ids).toEqual(['p0']);
  });
});
