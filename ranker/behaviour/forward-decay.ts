/**
 * Exponential decay that never touches what was counted: instead of shrinking old counts, new ones weigh more, by
 * 2^((t - landmark) / halfLife), and a reader divides by the same for its own time (Cormode, Shkapenyuk, Srivastava and Xu,
 * "Forward Decay", ICDE 2009). Ratios of counts need no division at all. The order of events does not matter.
 */
export interface ForwardDecay {
  /** What an event of that time weighs, in stored units; null, where only the order is known: as the newest so far. */
  weightAt(atMs: number | null): number;
  /** Stored units times this are counts as of that time; an event of that very time is 1. */
  asOf(nowMs: number): number;
  /** Time of the newest event, the natural "now" of a reader without a clock; null before the first that had a time. */
  readonly newestMs: number | null;
}

/** Beyond it the landmark moves: 2^64 leaves a double its whole precision. */
const EXPONENT_MAX = 64;

/**
 * @param halfLifeMs - Above 0; `Infinity`: no decay.
 * @param rescale - Multiplies all stored counts; called about every 64 half-lives.
 */
export function createForwardDecay(halfLifeMs: number, rescale: (factor: number) => void): ForwardDecay {
  if (!(halfLifeMs > 0)) throw new RangeError(`Expected a half-life above 0 ms, got ${halfLifeMs}.`);
  let landmarkMs: number | null = null;
  let newestMs: number | null = null;

  const exponentAt = (atMs: number): number => (landmarkMs === null ? 0 : (atMs - landmarkMs) / halfLifeMs);

  return {
    weightAt(given) {
      const atMs = given ?? newestMs;
      if (atMs === null) return 1;
      landmarkMs ??= atMs;
      if (newestMs === null || atMs > newestMs) newestMs = atMs;
      if (exponentAt(atMs) > EXPONENT_MAX) {
        rescale(2 ** -exponentAt(atMs));
        landmarkMs = atMs;
      }
      return 2 ** exponentAt(atMs);
    },
    asOf: (nowMs) => 2 ** -exponentAt(nowMs),
    get newestMs() {
      return newestMs;
    },
  };
}
