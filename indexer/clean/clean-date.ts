import type { DateFormat } from '../mapping/raw-product.ts';

const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** Unix epoch in milliseconds, or null where the value is no date of the format, or lies outside 1900 to 2200. */
export function cleanDate(value: unknown, format: DateFormat): number | null {
  const ms = parse(value, format);
  return Number.isInteger(ms) && ms >= EARLIEST_MS && ms < LATEST_MS ? ms : null;
}

function parse(value: unknown, format: DateFormat): number {
  if (format === 'epoch-ms') return Number(value ?? Number.NaN);
  if (format === 'epoch-s') return Number(value ?? Number.NaN) * 1_000;
  if (typeof value !== 'string') return Number.NaN;
  if (format === 'iso') return /^\d{4}-\d{2}-\d{2}/.test(value.trim()) ? Date.parse(value.trim()) : Number.NaN;
  const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(value.trim());
  if (parts === null) return Number.NaN;
  const [first, second, year] = parts.slice(1).map(Number) as [number, number, number];
  const [day, month] = format === 'mm/dd/yyyy' ? [second, first] : [first, second];
  const date = new Date(Date.UTC(year, month - 1, day));
  // 31 February would become a day in March.
  return date.getUTCMonth() === month - 1 ? date.getTime() : Number.NaN;
}
