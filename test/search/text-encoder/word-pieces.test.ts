import { expect, it } from 'vitest';
import { createWordPieces } from '../../../search/index.ts';

/** A part of BERT's vocabulary, with the numbers that its `vocab.txt` gives them. */
const PIECES = { '[UNK]': 100, ',': 1010, '-': 1011, '.': 1012, '/': 1013, a: 1037, '手': 1851, cafe: 7668, hd: 10751, '##mi': 4328, cable: 5830, unaffable: 99_999 } as const;
const NUMBERS = new Map<string, number>(Object.entries(PIECES));

/** The pieces at their own numbers, unused ones in between. */
const vocabulary = Array.from({ length: 30_522 }, (_none, number) => [...NUMBERS].find(([, of]) => of === number)?.[0] ?? `[unused${number}]`);
const pieces = createWordPieces(vocabulary);

it.each([
  ['HDMI cable', [10751, 4328, 5830]],
  ['Café,  CABLE', [7668, 1010, 5830]],
  ['hdmi-cable.', [10751, 4328, 1011, 5830, 1012]],
  ['cable\u0000\u200b手cable', [5830, 1851, 5830]],
  ['cablex cable', [100, 5830]],
  [`${'a'.repeat(101)} cable`, [100, 5830]],
  ['  ', []],
])('cuts %j as BERT does', (text, numbers) => {
  expect(pieces.cut(text)).toEqual(numbers);
});

it('stops at the limit', () => {
  expect(pieces.cut('cable cable cable', 2)).toEqual([5830, 5830]);
});

it('takes the longest piece that fits', () => {
  const some = createWordPieces(['[UNK]', 'note', 'notebook', '##book', '##s', '##books']);
  expect(some.cut('notebooks')).toEqual([2, 4]);
});

it('refuses a vocabulary that has no piece for the unknown', () => {
  expect(() => createWordPieces(['a'])).toThrow(/\[UNK\]/);
});
