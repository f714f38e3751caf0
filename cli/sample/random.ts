/** A stream of chance that is the same in every run and on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number, both ends included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Different values in random order; all of them where `count` is as large. */
  sample<T>(values: readonly T[], count: number): T[];
  /** Standard normal, by the sum of twelve uniforms: no logarithm, whose last bit may differ between machines. */
  normal(): number;
}

/**
 * sfc32 of PractRand (Chris Doty-Humphrey, public domain), seeded by an FNV-1a hash of the parts.
 * Streams of different parts are independent, so adding a draw in one place moves nothing elsewhere.
 */
export function createRandom(...parts: readonly (string | number)[]): Random {
  let a = hash(parts.join('\u0000'), 0x811c9dc5);
  let b = hash(parts.join('\u0001'), 0x9e3779b9);
  let c = hash(parts.join('\u0002'), 0x85ebca6b);
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

  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (values) => values[integer(0, values.length - 1)]!,
    sample(values, count) {
      const rest = [...values];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(integer(0, rest.length - 1), 1)[0]!);
    },
    normal: () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6),
  };
}

function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
