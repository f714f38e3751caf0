import { normalizeText } from '../../search/index.ts';
import type { FieldValue } from '../../stores/ports/search-index.ts';
import { queryWords } from './query-words.ts';

export interface NamedValue {
  readonly field: 'brand' | 'category';
  readonly value: string;
}

export interface CategoryName {
  readonly path: FieldValue['path'];
  /** Words of the leaf's name, normalised but not stemmed. */
  readonly words: readonly string[];
}

/** The names of all brands and categories, ready for looking up. */
export interface FieldEntries {
  /** By the name's word keys joined with a space; one value a field, that of most products. */
  readonly names: ReadonlyMap<string, readonly NamedValue[]>;
  /** Words of the longest name. */
  readonly longestName: number;
  /** Most products first. */
  readonly categories: readonly CategoryName[];
  /** Name to show of a brand or category, by `labelKey`. */
  readonly labels: ReadonlyMap<string, string>;
}

export const labelKey = (field: string, value: string): string => `${field}:${normalizeText(value)}`;

/** Both lists most products first. */
export function fieldEntriesOf(brands: readonly FieldValue[], categories: readonly FieldValue[]): FieldEntries {
  const names = new Map<string, NamedValue[]>();
  const labels = new Map<string, string>();
  let longestName = 0;
  for (const [field, values] of [['brand', brands], ['category', categories]] as const) {
    for (const { value, label } of values) {
      labels.set(labelKey(field, value), label);
      const words = queryWords(label);
      if (words.length === 0) continue;
      longestName = Math.max(longestName, words.length);
      const key = words.map((word) => word.key).join(' ');
      const named = names.get(key) ?? [];
      if (!named.some((other) => other.field === field)) names.set(key, [...named, { field, value }]);
    }
  }
  return {
    names,
    longestName,
    categories: categories.map(({ path, label }) => ({ path, words: normalizeText(label).split(' ') })),
    labels,
  };
}
