const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Upper ends of the gaps between two steps, from "the same minute" to "a year ago". */
const UPPER_ENDS_MS = [
  MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 14 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS, 365 * DAY_MS,
];

/** One for "not known", one for each range of gaps, one for longer than all. */
export const TIME_GAP_BUCKETS = UPPER_ENDS_MS.length + 2;

/**
 * Which bucket the time between a step and the one before it falls into.
 *
 * @param previousMs - Unix epoch, milliseconds; null for a first step, or where only the order is known.
 * @returns 0 where either time is missing, else 1..`TIME_GAP_BUCKETS - 1`, rising with the gap. Clocks that ran backwards count as no gap.
 */
export function timeGapBucket(previousMs: number | null, atMs: number | null): number {
  if (previousMs === null || atMs === null) return 0;
  const gap = atMs - previousMs;
  const bucket = UPPER_ENDS_MS.findIndex((end) => gap < end);
  return 1 + (bucket < 0 ? UPPER_ENDS_MS.length : bucket);
}
