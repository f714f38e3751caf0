import { normalizeText } from '../../search/index.ts';
import type { CategoryName, FieldEntries } from './field-entries.ts';

/**
 * Categories of which each typed word begins a word of the name, in any order; where words are written without
 * spaces, it may stand anywhere in one. Most products first, at most `limit`. Nothing typed: the largest.
 */
export function matchCategories(typed: string, { categories }: FieldEntries, limit: number): readonly CategoryName['path'][] {
  const parts = normalizeText(typed).split(' ').filter((part) => part !== '');
  const matches = ({ words }: CategoryName): boolean =>
    parts.every((part) => words.some((word) => word.startsWith(part) || (SPACELESS.test(part) && word.includes(part))));
  return categories.values().filter(matches).map(({ path }) => path).take(limit).toArray();
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
