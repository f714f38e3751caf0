import type { IndexFilter } from '../../stores/ports/search-index.ts';

/** The same for filters that let the same products pass: values in any order and case. */
export function filterKey({ field, values, range }: IndexFilter): string {
  return JSON.stringify(values === null ? [field, range.min, range.max] : [field, [...new Set(values.map((value) => value.toLowerCase()))].toSorted()]);
}
