import { LRUCache } from 'lru-cache';

export const TIME_FORMATS = ['iso', 'epoch-ms', 'epoch-s', 'dd/mm/yyyy', 'mm/dd/yyyy', 'dd.mm.yyyy'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** The groups of both: three of a date, then hour, minute, second and fraction, then the offset. */
const TIME = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}\s*(Z|[+-]\d{2}:?\d{2})?$`, 'i');
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})[/.](\d{1,2})[/.](\d{4})${TIME}()$`);

const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);
const QUARTER_HOUR_MS = 15 * 60 * 1_000;
const OFFSETS_KEPT = 10_000;

/**
 * Reads times of one format: Unix epoch in milliseconds, or null for what is no time, or outside 1900 to 2200. The formats
 * of dates take a time of day behind them, midnight where there is none.
 * @param timeZone of times without an offset of their own; see `isTimeZone`
 */
export function createTimeReader(format: TimeFormat, timeZone: string): (value: unknown) => number | null {
  const toEpoch = createZone(timeZone);
  const parse = (value: unknown): number => {
    if (format === 'epoch-ms' || format === 'epoch-s') {
      const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
      return Math.round(format === 'epoch-s' ? number * 1_000 : number);
    }
    const parts = typeof value === 'string' ? (format === 'iso' ? ISO : DAY_FIRST).exec(value.trim()) : null;
    if (parts === null) return Number.NaN;
    const [, first, second, third, hour = '0', minute = '0', seconds = '0', fraction = '0', offset] = parts;
    const [year, month, day] = format === 'iso' ? [first, second, third] : format === 'mm/dd/yyyy' ? [third, first, second] : [third, second, first];
    const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(seconds), Math.floor(Number(`0.${fraction}`) * 1_000));
    const date = new Date(local);
    // 31 February would become a day in March, 25 o'clock the next day.
    const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(minute) < 60 && Number(seconds) < 60;
    if (!isReal) return Number.NaN;
    return offset ? local - offsetMs(offset) : toEpoch(local);
  };
  return (value) => {
    const ms = parse(value);
    return ms >= EARLIEST_MS && ms < LATEST_MS ? ms : null;
  };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)].map(Number) as [number, number];
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * What a clock on the wall shows, as if it were UTC, to the epoch. Of an hour that comes twice the second is taken, and one
 * that is left out counts from before the change. Offsets change on quarters of an hour and are looked up once for each.
 */
function createZone(timeZone: string): (local: number) => number {
  if (timeZone === 'UTC') return (local) => local;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const offsetAt = (epoch: number): number => {
    const parts = Object.fromEntries(format.formatToParts(epoch).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epoch / 1_000) * 1_000;
  };
  const offsets = new LRUCache<number, number>({ max: OFFSETS_KEPT });
  return (local) => {
    const quarter = Math.floor(local / QUARTER_HOUR_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(local - offsetAt(local));
      offsets.set(quarter, offset);
    }
    return local - offset;
  };
}
