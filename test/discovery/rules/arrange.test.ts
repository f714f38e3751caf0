import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, type ArrangedPlace, type ArrangeOptions } from '../../../discovery/rules/arrange.ts';
import { contributionOf } from '../../../discovery/rules/contribution-of.ts';
import { seededRandom } from '../../../bench/support/seeded-random.ts';
import { groupId, type ProductId, productId } from '../../../schema/ids.ts';

const ID = fc.integer({ min: 0, max: 39 }).map((number) => productId(`p${number}`));
const GROUPS = new Map([1, 2, 3, 30, 31].map((number) => [productId(`p${number}`), groupId(number < 10 ? 'low' : 'high')]));
const groupOf = (id: ProductId) => GROUPS.get(id) ?? null;

const cases = fc.record({
  // One variant a group, as lists are.
  ids: fc.uniqueArray(ID, { maxLength: 40, selector: (id) => groupOf(id) ?? id }),
  added: fc.array(fc.tuple(ID, fc.constantFrom(1.01, 1.05, 1.2, 2, 0.98, 0.5).map(contributionOf)), { maxLength: 8 }),
  pins: fc.array(fc.record({ id: ID, position: fc.integer({ min: 1, max: 12 }) }), { maxLength: 6 }),
});

describe('arranging a list', () => {
  it('gives what the documented order gives, applied naively', () => {
    fc.assert(
      fc.property(cases, ({ ids, added, pins }) => {
        const options: ArrangeOptions = { added: new Map(added), pins: pins.map((pin) => ({ ...pin, groupId: groupOf(pin.id) })), groupOf };
        expect(arrange(ids, options).map(({ id }) => id)).toEqual(naively(ids, options));
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows each product and group once, and each score as the sum of its parts, falling but for pins', () => {
    fc.assert(
      fc.property(cases, ({ ids, added, pins }) => {
        const sums = new Map(added);
        const places = arrange(ids, { added: sums, pins: pins.map((pin) => ({ ...pin, groupId: groupOf(pin.id) })), groupOf });
        const keys = places.map(({ id }) => groupOf(id) ?? id);
        expect(new Set(keys).size).toBe(keys.length);
        const unpinned = places.filter(({ pinned }) => !pinned);
        for (const { id, rank, score } of unpinned) expect(score).toBeCloseTo(1 - (rank! - 1) / 10_000 + (sums.get(id) ?? 0), 9);
        const scores = unpinned.map(({ score }) => score);
        for (let i = 1; i < scores.length; i++) expect(scores[i]!).toBeLessThanOrEqual(scores[i - 1]! + 1e-9);
      }),
    );
  });

  it('moves a product by the places that its factor says, and not above a better one of equal score', () => {
    const ids = Array.from({ length: 300 }, (_, number) => productId(`n${number + 1}`));
    const rankAfter = (rank: number, factor: number): number => {
      const places = arrange(ids, { added: new Map([[ids[rank - 1]!, contributionOf(factor)]]), pins: [], groupOf: () => null });
      return places.findIndex(({ id }) => id === ids[rank - 1]) + 1;
    };
    // 100 places a doubling: from 151 to the score of place 51, behind the product that stands there; and back, ahead of it.
    expect(rankAfter(151, 2)).toBe(52);
    expect(rankAfter(51, 0.5)).toBe(150);
    expect(rankAfter(30, 1.2)).toBe(4);
    expect(rankAfter(5, 1_000)).toBe(1);
  });

  it('lets a boost of 1.2 mean the same under any order: as recalled, of another model, and of that model in 8 bits', () => {
    const random = seededRandom(7);
    const orders = { recalled: [] as number[], model: [] as number[], eightBits: [] as number[] };
    for (let list = 0; list < 300; list++) {
      const ids = Array.from({ length: 300 }, (_, number) => productId(`n${number}`));
      const scores = new Map(ids.map((id) => [id, random()]));
      const added = new Map(ids.filter(() => random() < 0.1).map((id) => [id, contributionOf(1.2)]));
      const byScore = (round: (score: number) => number) => ids.toSorted((a, b) => round(scores.get(b)!) - round(scores.get(a)!) || (a < b ? -1 : 1));
      const ranked = { recalled: ids, model: byScore((score) => score), eightBits: byScore((score) => Math.round(score * 255)) };
      for (const name of ['recalled', 'model', 'eightBits'] as const) {
        const order = ranked[name];
        const after = new Map(arrange(order, { added, pins: [], groupOf: () => null }).map(({ id }, place) => [id, place]));
        for (const [place, id] of order.slice(0, 50).entries()) if (added.has(id)) orders[name].push(place - after.get(id)!);
      }
    }
    const medians = Object.values(orders).map((moves) => moves.toSorted((a, b) => a - b)[Math.floor(moves.length / 2)]!);
    expect(orders.recalled.length).toBeGreaterThan(1_000);
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThanOrEqual(2);
    expect(Math.min(...medians)).toBeGreaterThan(15);
  });

  it('closes pins up at the end of a short list', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(productId) as [ProductId, ProductId, ProductId];
    const order = (...pins: readonly (readonly [ProductId, number])[]): readonly string[] =>
      arrange([a], { added: new Map(), pins: pins.map(([id, position]) => ({ id, position, groupId: null })), groupOf: () => null }).map(({ id }: ArrangedPlace) => id);
    expect(order([b, 7], [c, 3])).toEqual(['a', 'c', 'b']);
    expect(order([b, 1], [c, 1])).toEqual(['b', 'c', 'a']);
    expect(order([a, 2], [a, 1])).toEqual(['a']);
  });
});

/** Sort by score, take the pinned ones out, and put each in again at the first free place from the top of the list down. */
function naively(ids: readonly ProductId[], { added, pins }: ArrangeOptions): readonly ProductId[] {
  const score = (id: ProductId): number => Math.round((1 - ids.indexOf(id) / 10_000 + (added.get(id) ?? 0)) * 1e9);
  const key = (id: ProductId): string => groupOf(id) ?? id;
  const chosen = pins.filter(({ id }, index) => pins.findIndex((other) => key(other.id) === key(id)) === index);
  const rest = ids.filter((id) => !chosen.some((pin) => key(pin.id) === key(id))).toSorted((a, b) => score(b) - score(a) || ids.indexOf(a) - ids.indexOf(b));
  const slots: (ProductId | undefined)[] = [];
  for (const { id, position } of chosen) {
    let slot = position - 1;
    while (slots[slot] !== undefined) slot++;
    slots[slot] = id;
  }
  for (const id of rest) {
    let slot = 0;
    while (slots[slot] !== undefined) slot++;
    slots[slot] = id;
  }
  return slots.filter((id) => id !== undefined);
}
