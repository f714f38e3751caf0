import { attributeKey, type ProductAttribute } from '../../stores/ports/product.ts';
import type { RawAttribute } from '../mapping/raw-product.ts';
import { cleanText } from './clean-text.ts';
import { type Report, shown } from './issues.ts';

const ATTRIBUTES_MAX = 500;
const VALUES_MAX = 50;
const NAME_MAX = 100;
const VALUE_MAX = 500;

const YES = new Set(['true', 'yes', 'y', '1']);
const NO = new Set(['false', 'no', 'n', '0']);

/** Attributes with values of their kind, one entry a name, in the order given. */
export function cleanAttributes(raw: readonly RawAttribute[], report: Report): ProductAttribute[] {
  const attributes = new Map<string, ProductAttribute>();
  for (const { name: rawName, kind, values: rawValues } of raw) {
    const name = cleanText(rawName)?.slice(0, NAME_MAX).trim();
    if (name === undefined || name === '') continue;
    const read = kind === 'number' ? cleanNumber : kind === 'boolean' ? cleanBoolean : cleanValue;
    const values: string[] = [];
    for (const value of rawValues) {
      const cleaned = read(value);
      if (cleaned !== null) values.push(cleaned);
      else if (value !== null && value !== '') report('ATTRIBUTE_DROPPED', `Expected "${name}" to be a ${kind}, got ${shown(value)}.`);
    }
    const key = attributeKey(name);
    const all = [...new Set([...(attributes.get(key)?.values ?? []), ...values])];
    if (all.length > VALUES_MAX) report('ATTRIBUTE_DROPPED', `Expected at most ${VALUES_MAX} values of "${name}", got ${all.length}.`);
    if (all.length > 0) attributes.set(key, { name: attributes.get(key)?.name ?? name, kind: attributes.get(key)?.kind ?? kind, values: all.slice(0, VALUES_MAX) });
  }
  if (attributes.size > ATTRIBUTES_MAX) report('ATTRIBUTE_DROPPED', `Expected at most ${ATTRIBUTES_MAX} attributes, got ${attributes.size}.`);
  return [...attributes.values()].slice(0, ATTRIBUTES_MAX);
}

function cleanValue(value: unknown): string | null {
  return cleanText(value)?.slice(0, VALUE_MAX).toWellFormed().trim() ?? null;
}

/** The shortest decimal form: 3460.0 is `3460`. */
function cleanNumber(value: unknown): string | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? String(number) : null;
}

function cleanBoolean(value: unknown): string | null {
  // An object from JSON may have a "toString" that is no function, so only plain values are asked for their text.
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const word = String(value).trim().toLowerCase();
  return YES.has(word) ? 'true' : NO.has(word) ? 'false' : null;
}
