import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { productId } from '../../../schema/ids.ts';
import { numberKey, numberOfKey } from '../../../stores/elasticsearch/mapping/number-key.ts';
import { leastWords, relaxedWords } from '../../../stores/elasticsearch/query/relaxation.ts';
import { toBulkLine } from '../../../stores/elasticsearch/write/to-bulk-line.ts';
import { version } from '../../contracts/support/samples.ts';

it('orders numbers by their keys, and gives them back', () => {
  const number = fc.double({ noNaN: true });
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(Math.sign(numberKey(a) < numberKey(b) ? -1 : Number(numberKey(a) > numberKey(b)))).toBe(a < b ? -1 : Number(a > b));
      expect(numberOfKey(numberKey(a))).toBe(a + 0);
    }),
  );
});

it('writes a version digit by digit', () => {
  const newest = 2n ** 63n - 1n;
  const { action } = toBulkLine({ kind: 'delete', id: productId('a "quoted" id'), version: version(1) }, false);
  expect(JSON.parse(action)).toEqual({ index: { _id: 'a "quoted" id', version: 1, version_type: 'external_gte' } });
  expect(toBulkLine({ kind: 'delete', id: productId('a'), version: newest as never }, false).action).toContain(`"version":${newest},`);
});

it('asks for one word fewer while too few groups match, down to one', () => {
  // Groups with at least 1, 2 and 3 of three words.
  expect(leastWords([0, 90, 30, 24], 'all-then-fewer')).toBe(3);
  expect(leastWords([0, 90, 30, 23], 'all-then-fewer')).toBe(2);
  expect(leastWords([0, 20, 20, 0], 'all-then-fewer')).toBe(1);
  expect(leastWords([0, 90, 90, 90], 'any')).toBe(1);
  expect(relaxedWords([0, 90, 30, 23], 2)).toBe(1);
  expect(relaxedWords([0, 23, 23, 23], 1)).toBe(0);
  expect(relaxedWords([0, 0, 0, 0], 1)).toBe(0);
});
