import { cjkGrams } from './cjk-grams.ts';
import { joinedForms } from './compounds.ts';
import { scanWords } from './scan-words.ts';
import { stem } from './stem.ts';

export interface QueryTerm {
  readonly term: string;
  /** The word as written, normalised but not stemmed. */
  readonly surface: string;
  /** UTF-16 offsets into the query. */
  readonly start: number;
  readonly end: number;
  /** Counts as a word of the query. False: only adds to the score of what matches otherwise. */
  readonly required: boolean;
}

/** Words that say nothing about a product; asking for them would hide good matches. */
export const FUNCTION_WORDS = new Set(['a', 'an', 'and', 'the', 'for', 'of', 'with', 'in', 'on', 'to', 'or', 'by']);

/** Distinct terms of a query, in order. Of a query of nothing but function words, all are required. */
export function analyzeQuery(text: string): QueryTerm[] {
  const words = scanWords(text);
  const onlyFunctionWords = words.every(({ surface }) => FUNCTION_WORDS.has(surface));
  const terms = new Map<string, QueryTerm>();
  const add = (term: QueryTerm): void => {
    const earlier = terms.get(term.term);
    if (earlier === undefined || (term.required && !earlier.required)) terms.set(term.term, term);
  };
  for (const { surface, start, end, cjk } of words) {
    if (cjk) {
      const aligned = surface.length === end - start;
      for (const gram of cjkGrams(surface)) {
        add({
          term: gram.term,
          surface: gram.term,
          start: aligned ? start + gram.start : start,
          end: aligned ? start + gram.end : end,
          required: gram.whole,
        });
      }
      continue;
    }
    add({ term: stem(surface), surface, start, end, required: onlyFunctionWords || !FUNCTION_WORDS.has(surface) });
  }
  for (const { surface, start, end } of joinedForms(words)) {
    add({ term: stem(surface), surface, start, end, required: false });
  }
  return [...terms.values()];
}
