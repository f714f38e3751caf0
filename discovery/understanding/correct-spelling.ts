import type { SearchIndex } from '../../stores/ports/search-index.ts';
import { queryWords } from './query-words.ts';

export interface CorrectSpellingOptions {
  /** Parts of the text, by UTF-16 offsets, that are right as they are. */
  readonly kept?: readonly { readonly start: number; readonly end: number }[];
  /**
   * Whether a word is right, if not one of the catalogue. Alone it stays: nothing tells that "touch" was meant by "couch".
   * By default none is.
   */
  readonly isWord?: (word: string) => boolean;
  readonly signal: AbortSignal;
}

/**
 * The text with a better spelling for each word that the catalog does not have; null where there is none.
 * All else stays as typed.
 */
export async function correctSpelling(
  index: Pick<SearchIndex, 'correctWords'>,
  text: string,
  { kept = [], isWord = () => false, signal }: CorrectSpellingOptions,
): Promise<string | null> {
  const isKept = (start: number, end: number): boolean => kept.some((part) => part.start <= start && end <= part.end);
  const words = queryWords(text).filter(({ cjk, start, end }) => !cjk && !isKept(start, end));
  if (words.length === 0 || (words.length === 1 && isWord(words[0]!.surface))) return null;
  const corrections = await index.correctWords(words.map(({ surface }) => surface), signal);
  let corrected = text;
  for (let i = words.length - 1; i >= 0; i--) {
    const correction = corrections[i] ?? null;
    const { start, end } = words[i]!;
    if (correction !== null) corrected = corrected.slice(0, start) + correction + corrected.slice(end);
  }
  return corrected === text ? null : corrected;
}
