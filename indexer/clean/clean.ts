import { groupId, productId } from '../../schema/ids.ts';
import type { StoredSource } from '../../stores/ports/catalog-store.ts';
import { AVAILABILITIES, type Availability, type Money, type Product, type ProductImage, type Rating } from '../../stores/ports/product.ts';
import type { DataIssue } from '../../stores/ports/quarantine-store.ts';
import { applyMapping } from '../mapping/apply-mapping.ts';
import type { CatalogMapping } from '../mapping/catalog-mapping.ts';
import { fromProductInput } from '../mapping/from-product-input.ts';
import type { RawProduct } from '../mapping/raw-product.ts';
import { cleanAttributes } from './clean-attributes.ts';
import { cleanCategories } from './clean-categories.ts';
import { cleanDate } from './clean-date.ts';
import { cleanGtin } from './clean-gtin.ts';
import { cleanMoney } from './clean-money.ts';
import { cleanText } from './clean-text.ts';
import { type Finding, ISSUES, type Report, shown } from './issues.ts';

/** What cleaning made of a record. `notes` are the fields that were dropped or cut. */
export type Cleaned =
  | { readonly ok: true; readonly product: Product; readonly notes: readonly Finding[] }
  | { readonly ok: false; readonly issues: readonly DataIssue[] };

const ID_MAX = 200;
const TITLE_MAX = 1_000;
const DESCRIPTION_MAX = 20_000;
const NAME_MAX = 200;
const RATING_MAX = 5;
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;

/**
 * The product that a record stands for, or why it stands for none. A pure function of the record and its mapping, so
 * that a replay gives the same; never throws, whatever the record holds.
 *
 * @param mapping - What the fields of the record mean; null where the record is a `ProductInput` of the API.
 */
export function clean(source: StoredSource, mapping: CatalogMapping | null): Cleaned {
  const findings: Finding[] = [];
  const report: Report = (code, message) => void findings.push({ code, message });
  const raw = mapping === null ? fromProductInput(source.record) : applyMapping(mapping, source.record);
  const product = cleanProduct(source, raw, report);
  const refusals = findings.filter(({ code }) => ISSUES[code].policy === 'refuse');
  if (refusals.length > 0) {
    return { ok: false, issues: refusals.map(({ code, message }) => ({ code, field: ISSUES[code].field, message })) };
  }
  return { ok: true, product, notes: findings };
}

function cleanProduct({ id, receivedAtMs }: StoredSource, raw: RawProduct, report: Report): Product {
  if (id.length > ID_MAX || CONTROL.test(id)) report('ID_INVALID', `Expected at most ${ID_MAX} characters without control characters, got ${shown(id)}.`);
  const price = cleanPrice(raw, report);
  const gtins = cleanGtins(raw, report);
  return {
    id: productId(id),
    title: cleanTitle(raw, report),
    description: cleanDescription(raw, report),
    brand: cut(cleanText(raw.brand), NAME_MAX),
    url: cleanUrl(raw.url, 'URL_DROPPED', report),
    categories: cleanCategories(raw.categoryPath),
    price,
    listPrice: cleanListPrice(raw, price, report),
    availability: cleanAvailability(raw, report),
    rating: cleanRating(raw, report),
    images: cleanImages(raw, report),
    attributes: cleanAttributes(raw.attributes, report),
    gtins,
    groupId: cleanGroup(raw, gtins),
    releasedAtMs: cleanReleasedAt(raw, report),
    updatedAtMs: receivedAtMs,
  };
}

function cleanTitle({ title: raw }: RawProduct, report: Report): string {
  const title = cleanText(raw);
  if (title === null) report('TITLE_MISSING', `Expected a title, got ${shown(raw)}.`);
  else if (title.length > TITLE_MAX) report('TITLE_TOO_LONG', `Expected at most ${TITLE_MAX} characters, got ${title.length}.`);
  return title ?? '';
}

function cleanDescription({ description: raw }: RawProduct, report: Report): string | null {
  const description = cleanText(raw);
  if (description !== null && description.length > DESCRIPTION_MAX) {
    report('DESCRIPTION_CUT', `Expected at most ${DESCRIPTION_MAX} characters, got ${description.length}.`);
  }
  return cut(description, DESCRIPTION_MAX);
}

function cleanPrice({ price: raw }: RawProduct, report: Report): Money | null {
  if (raw === null) return null;
  const cleaned = cleanMoney(raw);
  if ('money' in cleaned) return cleaned.money;
  report(cleaned.code, cleaned.message);
  return null;
}

function cleanListPrice({ listPrice: raw }: RawProduct, price: Money | null, report: Report): Money | null {
  if (raw === null) return null;
  const cleaned = cleanMoney(raw);
  if ('money' in cleaned && price !== null && cleaned.money.currency === price.currency && cleaned.money.amount > price.amount) {
    return cleaned.money;
  }
  report('LIST_PRICE_DROPPED', 'money' in cleaned ? `Expected more than the price, in its currency, got ${shown(raw.amount)}.` : cleaned.message);
  return null;
}

function cleanAvailability({ availability: raw }: RawProduct, report: Report): Availability {
  if (raw === null || raw === '') return 'IN_STOCK';
  const value = (typeof raw === 'string' ? raw : JSON.stringify(raw)).trim().toUpperCase().replaceAll(/[\s-]+/g, '_');
  const known = AVAILABILITIES.find((availability) => availability === value);
  if (known === undefined) report('AVAILABILITY_DROPPED', `Expected one of ${AVAILABILITIES.join(', ')}, got ${shown(raw)}.`);
  return known ?? 'IN_STOCK';
}

function cleanRating({ rating: raw }: RawProduct, report: Report): Rating | null {
  if (raw === null || raw.average === null || raw.average === '') return null;
  const average = Number(raw.average);
  const count = raw.count === null || raw.count === '' ? 0 : Number(raw.count);
  if (average >= 0 && average <= RATING_MAX && Number.isInteger(count) && count >= 0 && count <= 2 ** 31 - 1) return { average, count };
  report('RATING_DROPPED', `Expected an average of 0 to ${RATING_MAX} and a count of at least 0, got ${shown(raw)}.`);
  return null;
}

function cleanImages({ images: raw }: RawProduct, report: Report): ProductImage[] {
  const images = new Map<string, ProductImage>();
  for (const { url: rawUrl, alt } of raw) {
    const url = cleanUrl(rawUrl, 'IMAGE_DROPPED', report);
    if (url !== null && !images.has(url)) images.set(url, { url, alt: cut(cleanText(alt), NAME_MAX) });
  }
  return [...images.values()];
}

function cleanUrl(raw: unknown, code: 'URL_DROPPED' | 'IMAGE_DROPPED', report: Report): string | null {
  if (raw === null || raw === '') return null;
  const url = typeof raw === 'string' ? URL.parse(raw.trim()) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href;
  report(code, `Expected an http or https address, got ${shown(raw)}.`);
  return null;
}

function cleanGtins({ gtins: raw }: RawProduct, report: Report): string[] {
  const gtins = new Set<string>();
  for (const value of raw) {
    const gtin = cleanGtin(value);
    if (gtin === null) report('GTIN_DROPPED', `Expected 8, 12, 13 or 14 digits with a right check digit, got ${shown(value)}.`);
    else gtins.add(gtin);
  }
  return [...gtins].toSorted();
}

/** Variants as the shop names them; else products that share their smallest GTIN are the same product, offered twice. */
function cleanGroup({ groupId: raw }: RawProduct, gtins: readonly string[]): Product['groupId'] {
  const given = cut(cleanText(raw), NAME_MAX);
  if (given !== null) return groupId(given);
  return gtins[0] === undefined ? null : groupId(`gtin:${gtins[0]}`);
}

function cleanReleasedAt({ releasedAt: raw }: RawProduct, report: Report): number | null {
  if (raw === null || raw.value === null || raw.value === '') return null;
  const ms = cleanDate(raw.value, raw.format);
  if (ms === null) report('DATE_DROPPED', `Expected a date (${raw.format}) from 1900 to 2200, got ${shown(raw.value)}.`);
  return ms;
}

function cut(text: string | null, max: number): string | null {
  if (text === null || text.length <= max) return text;
  const shorter = text.slice(0, max).toWellFormed().replaceAll('\uFFFD', '').trim();
  return shorter === '' ? null : shorter;
}
