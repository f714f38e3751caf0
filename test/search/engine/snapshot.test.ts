import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AppError } from '../../../schema/errors.ts';
import { loadEngine, PRODUCT_SCHEMA } from '../../../search/index.ts';
import { engineOf, queryOf } from './engine-document.ts';
import { bytesOf, sourceOf } from './snapshot-bytes.ts';

const engine = engineOf(['Wireless mouse', '华为手机壳', 'Café crème']);
const bytes = bytesOf(engine);

async function refusal(load: () => Promise<unknown>): Promise<AppError['code'] | null> {
  try {
    await load();
    return null;
  } catch (error) {
    return (error as AppError).code;
  }
}

it('keeps words, completions and corrections', async () => {
  const loaded = await loadEngine(PRODUCT_SCHEMA, sourceOf(bytes));
  expect(loaded.search(queryOf('手机壳')).ids).toEqual(['p1']);
  expect(loaded.complete('cr', 5)).toEqual(engine.complete('cr', 5));
  expect(loaded.correctWords(['mouze'])).toEqual(['mouse']);
  expect(bytesOf(loaded)).toEqual(bytes);
});

it('keeps lists of strings and arrays of any length', async () => {
  const titles = Array.from({ length: 9_000 }, (_, i) => `product${i} ${i % 7}`);
  const large = engineOf(titles);
  const loaded = await loadEngine(PRODUCT_SCHEMA, sourceOf(bytesOf(large)));
  expect(loaded.size()).toBe(9_000);
  expect(loaded.search(queryOf('product8191')).ids).toEqual(['p8191']);
  expect(bytesOf(loaded)).toEqual(bytesOf(large));
});

it('can be written to after it was loaded', async () => {
  const loaded = await loadEngine(PRODUCT_SCHEMA, sourceOf(bytes));
  loaded.put({ id: 'new', texts: { title: 'wired mouse' }, keywords: {}, labels: {}, numbers: {}, group: null, available: true, quality: 0, vector: null });
  loaded.remove('p0');
  expect(loaded.search(queryOf('mouse')).ids).toEqual(['new']);
});

it('is refused when a byte differs or is missing, wherever', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const damaged = bytes.slice();
      damaged[at]! ^= change;
      expect(await refusal(() => loadEngine(PRODUCT_SCHEMA, sourceOf(damaged)))).toBe('SEARCH_INDEX_CORRUPT');
      expect(await refusal(() => loadEngine(PRODUCT_SCHEMA, sourceOf(bytes.subarray(0, at))))).toBe('SEARCH_INDEX_CORRUPT');
    }),
    { numRuns: 1_000 },
  );
});

it('is refused for another schema', async () => {
  expect(await refusal(() => loadEngine({ ...PRODUCT_SCHEMA, k1: 2 }, sourceOf(bytes)))).toBe('SEARCH_INDEX_CORRUPT');
});
