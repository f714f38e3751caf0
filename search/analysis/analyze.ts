import { cjkGrams } from './cjk-grams.ts';
import { joinedForms, splitUnit } from './compounds.ts';
import { scanWords } from './scan-words.ts';
import { stem } from './stem.ts';

export interface Token {
  /** What the index stores: a stem, or a CJK unigram or bigram. */
  readonly term: string;
  /** The word as written, normalised but not stemmed; the whole run for CJK. */
  readonly surface: string;
  /** UTF-16 offsets into the text given. */
  readonly start: number;
  readonly end: number;
  /** Counts words, from 0; several tokens of one word share it. */
  readonly position: number;
}

/** Tokens of a document's text, by position. */
export function analyze(text: string): Token[] {
  const words = scanWords(text);
  const tokens: Token[] = [];
  for (const [position, { surface, start, end, cjk }] of words.entries()) {
    if (cjk) {
      // Full-width and half-width forms change length under NFKC; then the run's bounds serve each of its grams.
      const aligned = surface.length === end - start;
      for (const gram of cjkGrams(surface)) {
        tokens.push({
          term: gram.term,
          surface,
          start: aligned ? start + gram.start : start,
          end: aligned ? start + gram.end : end,
          position,
        });
      }
      continue;
    }
    tokens.push({ term: stem(surface), surface, start, end, position });
    for (const part of splitUnit(surface) ?? []) tokens.push({ term: part, surface, start, end, position });
  }
  for (const { surface, first, start, end } of joinedForms(words)) {
    tokens.push({ term: stem(surface), surface, start, end, position: first });
  }
  return tokens;
}
