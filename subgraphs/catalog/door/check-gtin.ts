import { fault, type UserError } from '../../../schema/user-error.ts';

/** Faults of a GTIN-8, -12, -13 or -14: digits, length and check digit (GS1 General Specifications, section 7.9). */
export function checkGtin(gtin: string): readonly UserError[] {
  if (!/^(?:\d{8}|\d{12,14})$/.test(gtin)) {
    return [fault([], 'GTIN_INVALID', `Expected 8, 12, 13 or 14 digits, got ${JSON.stringify(gtin.slice(0, 30))}.`)];
  }
  const digits = Array.from(gtin, Number).toReversed();
  // From the right, the check digit weighs 1, then 3 and 1 by turns; the sum of a valid number ends in 0.
  const sum = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? [] : [fault([], 'GTIN_INVALID', `Expected a valid check digit, got ${gtin}.`)];
}
