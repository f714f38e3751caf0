import type { Random } from './random.ts';

/** A GTIN-13 with a right check digit, in the range 20 to 29 that no company owns (restricted circulation within a shop). */
export function inStoreGtin(random: Random): string {
  const digits = [2, ...Array.from({ length: 11 }, () => random.integer(0, 9))];
  const sum = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}
