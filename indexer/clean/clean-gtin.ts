/** A GTIN of 8, 12, 13 or 14 digits as 14 digits, or null where length or check digit is wrong (GS1 General Specifications, 7.9). */
export function cleanGtin(value: unknown): string | null {
  const digits = (typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '').replaceAll(/[\s-]/g, '');
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return null;
  const padded = digits.padStart(14, '0');
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += Number(padded[i]) * (i % 2 === 0 ? 3 : 1);
  const valid = (10 - (sum % 10)) % 10 === Number(padded[13]) && /[1-9]/.test(padded);
  return valid ? padded : null;
}
