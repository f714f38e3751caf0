import { basename, extname } from 'node:path';
import { z } from 'zod';
import { fileFormatSchema, moneySchema, parseMappingWith, skipRuleSchema, sourceSchema } from '../../../indexer/index.ts';
import { EVENT_TYPES } from '../../../stores/ports/shopper-event.ts';
import { readJson } from '../read-mapping.ts';
import { isTimeZone, TIME_FORMATS } from './read-time.ts';

const column = z.string().min(1);
const eventType = z.enum(EVENT_TYPES);

export const eventsMappingSchema = z.strictObject({
  format: fileFormatSchema.optional(),
  /** Rows that are no events, or nobody's. */
  skip: z.array(skipRuleSchema).default([]),
  /** The file's own id of an event, or the columns whose contents make one; all columns where absent. */
  id: z.union([column, z.strictObject({ columns: z.array(column).min(1) })]).optional(),
  type: z.union([
    z.strictObject({ value: eventType }),
    z.strictObject({ column, values: z.record(z.string(), eventType).optional(), default: eventType.optional() }),
  ]),
  productId: sourceSchema,
  /** Signed-in users by the subject of their tokens, or anonymous visitors. */
  shopper: z.union([column, z.strictObject({ column, as: z.enum(['user', 'visitor']).default('user') })]),
  at: z.strictObject({
    column,
    format: z.enum(TIME_FORMATS).default('iso'),
    /** Of times that do not say theirs. */
    timeZone: z.string().refine(isTimeZone, 'expected a time zone such as Europe/London').default('UTC'),
  }),
  quantity: column.optional(),
  price: moneySchema.optional(),
  /** ISO 4217 code of the shop's one currency. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters').optional(),
});

/** Says which column of a row is what of an event; docs/events-mapping.md explains it by example. */
export type EventsMapping = z.infer<typeof eventsMappingSchema>;

export interface NamedEventsMapping {
  /** Name of the file without its extension. */
  readonly name: string;
  readonly mapping: EventsMapping;
}

/** @throws AppError `MAPPING_INVALID` where the file cannot be read or is no mapping of events. */
export async function readEventsMapping(path: string): Promise<NamedEventsMapping> {
  const json = await readJson(path);
  return { name: basename(path, extname(path)), mapping: parseMappingWith(eventsMappingSchema, json, { name: path, guide: 'docs/events-mapping.md' }) };
}

/** Columns that the mapping names; a file that lacks one was meant for another mapping. */
export function columnsOf({ id, type, productId, shopper, at, quantity, price, skip }: EventsMapping): readonly string[] {
  const ids = id === undefined ? [] : typeof id === 'string' ? [id] : id.columns;
  const sources = [type, productId, shopper, at, price, price?.currency].map((source) => (typeof source === 'string' ? source : source !== undefined && 'column' in source ? source.column : null));
  const named = [...ids, ...sources, quantity ?? null, ...skip.map((rule) => rule.column)];
  return [...new Set(named.filter((name) => name !== null))];
}
