import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextEncoder, decodeTokenTable, encodeTokenTable, isMostlyLatin, shippedTokenTable, type ProductText } from '../../../search/index.ts';

const table = shippedTokenTable();
const encoder = createTextEncoder(table);
const product = (title: string, more: Partial<ProductText> = {}): ProductText => ({ title, categories: [], description: '', ...more });

function cosine(a: Float32Array | null, b: Float32Array | null): number {
  return a!.reduce((sum, value, i) => sum + value * b![i]!, 0);
}

describe('the shipped text encoder', () => {
  it('is small, of 128 dimensions, and says what it was fitted on', () => {
    expect(encodeTokenTable(table).length).toBeLessThan(4_000_000);
    expect([encoder.dimensions, table.dimensions]).toEqual([128, 128]);
    expect(encoder.version).toBe(table.version);
    expect(table.notice).toMatch(/Online Retail.*CC BY 4\.0.*MiniLM/s);
  });

  it('gives unit vectors, the same each time, and none for what it cannot read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const vector = await encoder.encodeQuery(text);
        expect(await encoder.encodeQuery(text)).toEqual(vector);
        if (vector !== null) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }),
      { numRuns: 200 },
    );
    for (const text of ['', ' !', '手机壳', '苹果 iphone 手机壳']) expect([text, text.trim() === '!' ? null : await encoder.encodeQuery(text)]).toEqual([text, null]);
  });

  it.each([
    ['laptop', 'notebook computer', 'laser printer'],
    ['ssd', 'solid state drive', 'graphics card'],
    ['smartphone', 'mobile phone', 'desk lamp'],
    ['headphones', 'earphones', 'hdmi cable'],
    ['couch', 'sofa', 'coffee'],
    ['sneakers', 'running shoes', 'running watch'],
  ])('knows that %j is nearer to %j than to %j', async (query, near, far) => {
    const [vector, nearer, further] = await Promise.all([query, near, far].map((text) => encoder.encodeQuery(text)));
    expect(cosine(vector!, nearer!)).toBeGreaterThan(cosine(vector!, further!));
  });

  it('reads title, categories and description of a product', async () => {
    const query = await encoder.encodeQuery('coffee machine');
    const [named, described, filed, other] = await encoder.encodeProducts([
      product('Coffee machine'),
      product('Model X200', { description: 'An espresso and coffee machine.' }),
      product('Model X200', { categories: ['Kitchen', 'Coffee machines'] }),
      product('Model X200'),
    ]);
    const likeness = [named, described, filed, other].map((vector) => cosine(query, vector!));
    expect(Math.min(...likeness.slice(0, 3))).toBeGreaterThan(likeness[3]!);
    expect(await encoder.encodeProducts([product('无线耳机', { description: 'wireless' })])).toEqual([null]);
  });

  it('rejects with the reason of an aborted signal', async () => {
    const reason = new Error('deadline');
    await expect(encoder.encodeQuery('lamp', AbortSignal.abort(reason))).rejects.toBe(reason);
    await expect(encoder.encodeProducts([], AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('a token table', () => {
  it('comes back from its bytes as it was', () => {
    const { rows, scales, ...facts } = decodeTokenTable(encodeTokenTable(table), 'a test');
    expect(facts).toEqual({ version: table.version, dimensions: table.dimensions, vocabulary: table.vocabulary, notice: table.notice });
    expect(rows.every((value, at) => value === table.rows[at])).toBe(true);
    expect(scales.every((value, at) => value === table.scales[at])).toBe(true);
  });

  it('is refused, by the name of its source, where a byte differs or it is something else', () => {
    const damaged = encodeTokenTable(table).slice();
    damaged[2_000_000]! ^= 1;
    expect(() => decodeTokenTable(damaged, 'damaged.bin')).toThrow(/damaged\.bin.*checksum/);
    expect(() => decodeTokenTable(new Uint8Array(10), 'other.bin')).toThrow(/other\.bin/);
  });
});

it.each([
  ['手机', false],
  ['手机 case', false],
  ['iphone 手机壳', false],
  ['wireless headphones 耳', true],
  ['lamp', true],
  ['café №5', true],
  ['11', true],
  ['', false],
  ['🎧', false],
  ['€', false],
  ['привет', false],
  ['مرحبا', false],
  ['ヘッドホン', false],
  ['헤드폰', false],
])('says of %j that it is mostly Latin: %j', (text, expected) => {
  expect(isMostlyLatin(text)).toBe(expected);
});
