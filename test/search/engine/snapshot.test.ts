import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AppError } from '../../../schema/errors.ts';
import { loadEngine, PRODUCT_SCHEMA } from '../../../search/index.ts';
import { engineOf, queryOf } from './engine-document.ts';

const engine = engineOf(['Wireless mouse', '华为手机壳', 'Café crème']);
const bytes = engine.snapshot();

function refusal(load: () => unknown): AppError['code'] | null {
  try {
    load();
    return null;
  } catch (error) {
    return (error as AppError).code;
  }
}

it('keeps words, completions and corrections', () => {
  const loaded = loadEngine(PRODUCT_SCHEMA, bytes);
  expect(loaded.search(queryOf('手机壳')).ids).toEqual(['p1']);
  expect(loaded.complete('cr', 5)).toEqual(engine.complete('cr', 5));
  expect(loaded.correctWords(['mouze'])).toEqual(['mouse']);
  expect(loaded.snapshot()).toEqual(bytes);
});

it('loads from a view into a larger buffer', () => {
  const around = new Uint8Array(bytes.length + 3);
  around.set(bytes, 3);
  expect(loadEngine(PRODUCT_SCHEMA, around.subarray(3)).size()).toBe(3);
});

it('loads from a Buffer, which is what a file is read into', () => {
  const loaded = loadEngine(PRODUCT_SCHEMA, Buffer.from(bytes));
  expect(loaded.snapshot()).toEqual(bytes);
});

it('is refused when a byte differs or is missing, wherever', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = bytes.slice();
      damaged[at]! ^= change;
      expect(refusal(() => loadEngine(PRODUCT_SCHEMA, damaged))).toBe('SEARCH_INDEX_CORRUPT');
      expect(refusal(() => loadEngine(PRODUCT_SCHEMA, bytes.subarray(0, at)))).toBe('SEARCH_INDEX_CORRUPT');
    }),
  );
});

it('is refused for another schema', () => {
  expect(refusal(() => loadEngine({ ...PRODUCT_SCHEMA, k1: 2 }, bytes))).toBe('SEARCH_INDEX_CORRUPT');
});
