import { newStemmer } from 'snowball-stemmers';

const english = newStemmer('english');
const stems = new Map<string, string>();

/** Distinct words are few against occurrences; past this many the memory is started anew. */
const MEMORY_MAX = 200_000;

/**
 * English Snowball stem (Porter 2) of a normalised word; words with other than `a-z` stay as they are.
 * Possessive endings go (`men's`: `men`), other apostrophes close up (`l'oreal`: `loreal`).
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+(?:['’][a-z]+)*$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const result = english.stem(word.replaceAll('’', "'")).replaceAll("'", '');
  if (stems.size >= MEMORY_MAX) stems.clear();
  stems.set(word, result);
  return result;
}
