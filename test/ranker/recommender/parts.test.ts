import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createInDemandPart, createItemTable, createOwnItemsPart, createSeededRandom, fromSlistComponent, openTensors, PURCHASE_WEIGHTS, slistOver, toSlistComponent, type SequenceStep, type SparseScores } from '../../../ranker/index.ts';
import { productId } from '../../../schema/ids.ts';
import { fitFrequentSlist } from '../../../ranker/slist/fit-frequent-slist.ts';
import { fitSlist, SLIST_SETTINGS } from '../../../ranker/slist/fit-slist.ts';
import { slistNeighbours } from '../../../ranker/slist/slist-neighbours.ts';

beforeAll(() => openTensors('wasm'));

const scoresOf = (answer: SparseScores | Float32Array): Map<number, number> => {
  const { items, scores } = answer as SparseScores;
  return new Map(Array.from(items, (item, place) => [item, scores[place]!]));
};

describe('own items', () => {
  it('count visits, not lines, each less the more visits came after it', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ item: fc.nat(4), visit: fc.nat(5), bought: fc.boolean() }), { maxLength: 20 }), (lines) => {
        const history = lines.toSorted((a, b) => a.visit - b.visit).map(({ item, visit, bought }): SequenceStep => ({ item, type: bought ? 'PURCHASE' : 'VIEW', atMs: visit }));
        const got = scoresOf(createOwnItemsPart({ name: 'own', weights: PURCHASE_WEIGHTS, visitDecay: 0.5 }).score(history));
        const visits = [...new Set(history.filter(({ type }) => type === 'PURCHASE').map(({ atMs }) => atMs!))].toSorted((a, b) => b - a);
        for (let item = 0; item < 5; item += 1) {
          const expected = visits.reduce((sum, visit, age) => sum + (history.some((step) => step.item === item && step.type === 'PURCHASE' && step.atMs === visit) ? 0.5 ** age : 0), 0);
          expect(got.get(item) ?? 0).toBeCloseTo(expected, 5);
        }
      }),
      { seed: 1 },
    );
  });
});

describe('a part in demand', () => {
  it('has its scores times the demand, and drops what nobody wants', () => {
    const part = createOwnItemsPart({ name: 'own', weights: PURCHASE_WEIGHTS, visitDecay: 1 });
    const history = [0, 1, 2].map((item): SequenceStep => ({ item, type: 'PURCHASE', atMs: 1 }));
    expect(scoresOf(createInDemandPart(part, 'wanted', (item) => item / 2).score(history))).toEqual(new Map([[1, 0.5], [2, 1]]));
  });
});

describe('SLIST of a shop', () => {
  const random = createSeededRandom(2);
  const items = 8;
  // Item 7 is the least frequent, and item 0 the most.
  const histories = Array.from({ length: 60 }, () => Array.from({ length: 4 }, (): SequenceStep => ({ item: Math.floor(items * random.next() ** 2), type: 'VIEW', atMs: null })));

  it('over all items is SLIST, and over fewer that of the most frequent', () => {
    const input = { items, histories, content: null };
    expect(fitFrequentSlist(input, SLIST_SETTINGS, items)).toEqual(slistNeighbours(fitSlist(input, SLIST_SETTINGS), items, items));
    const few = fitFrequentSlist(input, SLIST_SETTINGS, 3);
    const known = [...few.items].filter((_, place) => few.weights[place]! > 0);
    expect(known.length).toBeGreaterThan(0);
    expect(Math.max(...known)).toBeLessThanOrEqual(2);
    expect(few.weights.subarray(3 * few.width).every((weight) => weight === 0)).toBe(true);
  });

  it('comes back from a model directory over whatever numbers the items have there', () => {
    const neighbours = fitFrequentSlist({ items, histories, content: null }, SLIST_SETTINGS, items);
    const itemIds = Array.from({ length: items }, (_, item) => productId(`p${item}`));
    const stored = fromSlistComponent(structuredClone(toSlistComponent({ pastDecay: 0.7, itemIds, neighbours })));
    expect(stored).toEqual({ pastDecay: 0.7, itemIds, neighbours });
    const table = createItemTable(['other', 'p3', 'p0'].map(productId));
    const over = slistOver(table, stored);
    const row = table.indexOf(productId('p3'))! * over.width;
    for (let place = 0; place < over.width; place += 1) {
      expect(table.idOf(over.items[row + place]!)).toBe(`p${neighbours.items[3 * over.width + place]!}`);
      expect(over.weights[row + place]).toBe(neighbours.weights[3 * over.width + place]);
    }
  });
});
