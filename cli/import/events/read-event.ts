import { cleanMoney, readColumn, readValue, shown, skippedBecause } from '../../../indexer/index.ts';
import { eventId, productId, shopperId } from '../../../schema/ids.ts';
import type { JsonObject, JsonValue } from '../../../stores/ports/catalog-store.ts';
import type { Money } from '../../../stores/ports/product.ts';
import { EVENT_TYPES, type EventType, type ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import { contentId } from './content-id.ts';
import type { EventRowFault } from './events-import-types.ts';
import type { EventsMapping } from './events-mapping.ts';
import { createTimeReader } from './read-time.ts';

/** An event, or why the row is none: not wanted by the mapping, or at fault. */
export type ReadEvent =
  | { readonly event: ShopperEvent }
  | { readonly skipped: string }
  | { readonly code: EventRowFault; readonly message: string };

export interface EventReaderOptions {
  /** Unix epoch, milliseconds; what is later than a few minutes from now has not happened. */
  readonly nowMs: number;
}

const ID_MAX = 200;
const FUTURE_MAX_MS = 5 * 60 * 1_000;

/** Takes down what is wrong with a field; gives null, which then stands for the field. */
type Report = (code: EventRowFault, message: string) => null;

/** Reads rows as a mapping says. The same row always gives the same event, its id included. */
export function createEventReader(mapping: EventsMapping, { nowMs }: EventReaderOptions): (record: JsonObject) => ReadEvent {
  const readTime = createTimeReader(mapping.at.format, mapping.at.timeZone);
  const { shopper: shopperSource } = mapping;
  const { column: shopperColumn, as: shopperKind } = typeof shopperSource === 'string' ? { column: shopperSource, as: 'user' } : shopperSource;

  const idOf = (record: JsonObject, report: Report): string | null => {
    if (typeof mapping.id === 'string') return textOf(readColumn(record, mapping.id), { what: 'ID', column: mapping.id }, report);
    return contentId(record, mapping.id?.columns ?? null);
  };
  const timeOf = (record: JsonObject, report: Report): number | null => {
    const value = readColumn(record, mapping.at.column);
    const atMs = readTime(value);
    if (atMs === null) return report('TIME_INVALID', `Expected a time of the format "${mapping.at.format}" in "${mapping.at.column}", got ${shown(value)}.`);
    if (atMs > nowMs + FUTURE_MAX_MS) return report('TIME_IN_FUTURE', `Expected a time that has come in "${mapping.at.column}", got ${shown(value)}.`);
    return atMs;
  };

  return (record) => {
    const skipped = skippedBecause(mapping.skip, record);
    if (skipped !== null) return { skipped };
    let fault: { readonly code: EventRowFault; readonly message: string } | null = null;
    const report: Report = (code, message) => {
      fault ??= { code, message };
      return null;
    };
    const id = idOf(record, report);
    const shopper = textOf(readColumn(record, shopperColumn), { what: 'SHOPPER', column: shopperColumn }, report);
    const type = typeOf(mapping.type, record, report);
    const product = textOf(readValue(record, mapping.productId), { what: 'PRODUCT', column: nameOf(mapping.productId) }, report);
    const atMs = timeOf(record, report);
    const quantity = quantityOf(mapping.quantity, record, report);
    const price = priceOf(mapping, record, report);
    if (fault !== null) return fault;
    return {
      event: {
        id: eventId(id!),
        shopper: shopperId(`${shopperKind}:${shopper!}`),
        type: type!,
        productId: productId(product!),
        atMs: atMs!,
        listId: null,
        position: null,
        quantity,
        price,
      },
    };
  };
}

interface Named {
  readonly what: 'ID' | 'SHOPPER' | 'PRODUCT';
  readonly column: string;
}

function textOf(value: JsonValue, { what, column }: Named, report: Report): string | null {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  if (text === '') return report(`${what}_MISSING`, `Expected a text or a number in "${column}", got ${shown(value)}.`);
  if (text.length > ID_MAX) return report(`${what}_TOO_LONG`, `Expected at most ${ID_MAX} characters in "${column}", got ${text.length}.`);
  return text;
}

function nameOf(source: EventsMapping['productId']): string {
  return typeof source === 'string' ? source : 'column' in source ? source.column : String(source.value);
}

function typeOf(source: EventsMapping['type'], record: JsonObject, report: Report): EventType | null {
  if ('value' in source) return source.value;
  const { column, values, default: otherwise } = source;
  const value = readColumn(record, column);
  const name = typeof value === 'string' ? value.trim() : value === null ? '' : JSON.stringify(value);
  const type = values === undefined ? EVENT_TYPES.find((known) => known === name) : values[name];
  const expected = values === undefined ? EVENT_TYPES : Object.keys(values);
  return type ?? otherwise ?? report('TYPE_UNKNOWN', `Expected one of ${expected.join(', ')} in "${column}", got ${shown(value)}.`);
}

function quantityOf(column: string | undefined, record: JsonObject, report: Report): number | null {
  const value = column === undefined ? null : readColumn(record, column);
  if (value === null || value === '') return null;
  const quantity = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(quantity) && quantity >= 1) return quantity;
  return report('QUANTITY_INVALID', `Expected a whole number of at least 1 in "${column}", got ${shown(value)}.`);
}

function priceOf({ price, currency }: EventsMapping, record: JsonObject, report: Report): Money | null {
  const amount = price === undefined ? null : readColumn(record, price.column);
  if (price === undefined || amount === null || amount === '') return null;
  const cleaned = cleanMoney({ amount, unit: price.unit, currency: price.currency === undefined ? (currency ?? null) : readValue(record, price.currency) });
  return 'money' in cleaned ? cleaned.money : report('PRICE_INVALID', cleaned.message);
}
