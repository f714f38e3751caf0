import { AMOUNT_MAX, type Money } from '../../stores/ports/product.ts';
import type { RawMoney } from '../mapping/raw-product.ts';
import { type IssueCode, shown } from './issues.ts';

export type CleanedMoney = { readonly money: Money } | { readonly code: IssueCode; readonly message: string };

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const digits = new Map<string, number>();

/** Whether a code is a currency of ISO 4217. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** An amount in minor units of its currency, or what is wrong with it. */
export function cleanMoney({ amount, unit, currency }: RawMoney): CleanedMoney {
  const code = typeof currency === 'string' ? currency.trim().toUpperCase() : '';
  if (!isCurrency(code)) return { code: 'CURRENCY_UNKNOWN', message: `Expected an ISO 4217 currency, got ${shown(currency)}.` };
  const parsed = typeof amount === 'number' ? amount : typeof amount === 'string' ? parseAmount(amount) : Number.NaN;
  const minor = unit === 'minor' ? parsed : Math.round(parsed * 10 ** fractionDigits(code));
  if (!Number.isInteger(minor)) {
    const expected = unit === 'minor' ? 'a whole number of minor units' : 'an amount such as 1299.00';
    return { code: 'PRICE_INVALID', message: `Expected ${expected}, got ${shown(amount)}.` };
  }
  if (minor < 0) return { code: 'PRICE_NEGATIVE', message: `Expected a price of at least 0, got ${shown(amount)}.` };
  if (minor > AMOUNT_MAX) return { code: 'PRICE_TOO_HIGH', message: `Expected at most ${AMOUNT_MAX} minor units, got ${shown(amount)}.` };
  return { money: { amount: minor, currency: code } };
}

/**
 * An amount as people write it: `1,299.00`, `1.299,00`, `£12.50`, `12,5`. Of two separators the last is the decimal one;
 * one that stands once and is not followed by exactly three digits is decimal too. The others group digits by three (or,
 * as in India, by two before the last three). NaN for anything else.
 */
function parseAmount(text: string): number {
  const bare = text.normalize('NFKC').replaceAll(/[\p{Sc}\s']|[A-Za-z]{1,3}\.?/gu, '').replace(/[-–]$/, '');
  if (!/^-?\d[\d.,]*$/.test(bare)) return Number.NaN;
  const lastDot = bare.lastIndexOf('.');
  const lastComma = bare.lastIndexOf(',');
  const last = Math.max(lastDot, lastComma);
  if (last === -1) return Number(bare);
  const both = lastDot !== -1 && lastComma !== -1;
  const once = bare.indexOf(bare[last]!) === last;
  const decimal = both ? once : once && bare.length - last - 1 !== 3;
  const grouped = decimal ? bare.slice(0, last) : bare;
  if (!/^-?(?:\d+|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/.test(grouped)) return Number.NaN;
  const whole = grouped.replaceAll(/[.,]/g, '');
  return Number(decimal ? `${whole}.${bare.slice(last + 1)}` : whole);
}

function fractionDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  digits.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}
