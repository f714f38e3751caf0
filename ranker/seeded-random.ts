/** A stream of chance that is the same in every run, on every machine and under every tensor backend. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number from 0 to `count - 1`. */
  below(count: number): number;
  /** Standard normal, by the sum of twelve uniforms: no logarithm, whose last bit may differ between machines. */
  normal(): number;
  /** In place, each order equally likely (Fisher and Yates). */
  shuffle(values: Int32Array): Int32Array;
}

/** sfc32 of PractRand (Chris Doty-Humphrey, public domain). @param seed - A whole number; its lower 32 bits count. */
export function createSeededRandom(seed: number): SeededRandom {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x85ebca6b | 0;
  let counter = 1;

  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) next();

  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    normal() {
      let sum = -6;
      for (let draw = 0; draw < 12; draw += 1) sum += next();
      return sum;
    },
    shuffle(values) {
      for (let last = values.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        const kept = values[last]!;
        values[last] = values[other]!;
        values[other] = kept;
      }
      return values;
    },
  };
}
