import { assertNoLeak, createSeededRandom, type HeldOutCase, type HeldOutSplit, splitByTime, type SplitCuts, type SequenceStep, type StepType } from '../../ranker/index.ts';
import { AppError } from '../../schema/errors.ts';
import { CASES_MAX, CASES_MIN } from './train-settings.ts';

/** A click through a list's page is one case, and so are the lines of an order. */
const TOGETHER_MS = 60_000;

export interface ShopSplit extends HeldOutSplit {
  readonly cuts: SplitCuts;
  /** What is predicted. */
  readonly target: 'purchases' | 'clicks, views and carts';
}

/**
 * The last tenth of all steps, by time, is the test, the tenth before it validation. Purchases are predicted where there are
 * enough of them, else any sign of interest.
 * @throws AppError `TRAINING_DATA_INVALID` where too few shoppers have a past and a future.
 */
export function splitHistories(histories: readonly (readonly SequenceStep[])[], seed: number): ShopSplit {
  const times = Float64Array.from(histories.flat(), ({ atMs }) => atMs!).toSorted();
  const [validationFromMs, testFromMs] = [0.8, 0.9].map((share) => times[Math.floor(share * times.length)] ?? 0) as [number, number];
  const splitFor = (isTarget: (type: StepType) => boolean) => splitByTime(histories, { validationFromMs, testFromMs, isTarget, togetherMs: TOGETHER_MS });
  const ofPurchases = splitFor((type) => type === 'PURCHASE');
  const isEnough = Math.min(ofPurchases.validation.length, ofPurchases.test.length) >= 10 * CASES_MIN;
  const split = isEnough ? ofPurchases : splitFor((type) => type !== 'HIDE' && type !== 'REMOVE_FROM_CART');
  for (const name of ['validation', 'test'] as const) {
    const count = split[name].length;
    if (count < CASES_MIN) throw new AppError('TRAINING_DATA_INVALID', `Shoppers with events before and in the time of ${name}: expected at least ${CASES_MIN}, got ${count}.`);
  }
  assertNoLeak(split, histories);
  return {
    ...split,
    validation: some(split.validation, CASES_MAX.validation, seed),
    test: some(split.test, CASES_MAX.test, seed),
    target: isEnough ? 'purchases' : 'clicks, views and carts',
  };
}

function some(cases: readonly HeldOutCase[], count: number, seed: number): HeldOutCase[] {
  const order = createSeededRandom(seed).shuffle(Int32Array.from(cases.keys()));
  return Array.from(order.subarray(0, count), (place) => cases[place]!);
}
