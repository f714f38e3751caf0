import * as fc from 'fast-check';
import { STEP_TYPES, type SequenceStep } from '../../../ranker/index.ts';

const DAY_MS = 86_400_000;

/** Histories over a few items, with steps of one instant, repeats, and times that are partly unknown. */
export const histories: fc.Arbitrary<readonly (readonly SequenceStep[])[]> = fc.array(
  fc.tuple(
    fc.boolean(),
    fc.array(fc.record({ item: fc.nat(7), type: fc.constantFrom(...STEP_TYPES), days: fc.nat(3) }), { maxLength: 14 }),
  ).map(([timed, steps]) => {
    let atMs = 0;
    return steps.map(({ item, type, days }): SequenceStep => ({ item, type, atMs: timed ? (atMs += days * DAY_MS) : null }));
  }),
  { maxLength: 6 },
);

export const timedHistories: fc.Arbitrary<readonly (readonly SequenceStep[])[]> = histories.map((all) =>
  all.map((steps) => steps.map((step, i) => ({ ...step, atMs: step.atMs ?? i * DAY_MS }))),
);

export const look = (item: number, atMs: number | null = null): SequenceStep => ({ item, type: 'VIEW', atMs });

export const DAY = DAY_MS;
