import { analyzeQuery } from './analyze-query.ts';
import { cjkGrams } from './cjk-grams.ts';
import { normalizeText } from './normalize-text.ts';
import { scanWords, type Word } from './scan-words.ts';

/** An unfinished text: what stands, and what is to be completed. */
export interface UnfinishedText {
  /** Everything before `prefix`, as it is given back. */
  readonly kept: string;
  readonly prefix: string;
  /** False: the prefix is no completion of itself. */
  readonly complete: boolean;
  /** Terms that a document must have. */
  readonly required: readonly string[];
}

/** Null where there is nothing to complete. In Chinese and Japanese the last character is completed to a bigram. */
export function unfinishedText(text: string): UnfinishedText | null {
  const last = scanWords(text).at(-1);
  if (last === undefined) return null;
  const before = text.slice(0, last.start);
  const earlier = analyzeQuery(before)
    .filter((term) => term.required)
    .map(({ term }) => term);
  const space = before === before.trimEnd() ? '' : ' ';
  const kept = normalizeText(before) === '' ? '' : normalizeText(before) + space;
  return last.cjk ? unfinishedRun(last, kept, earlier) : { kept, prefix: last.surface, complete: true, required: earlier };
}

function unfinishedRun({ surface }: Word, kept: string, earlier: readonly string[]): UnfinishedText {
  const characters = Array.from(surface);
  const prefix = characters.at(-1)!;
  const bigrams = characters.length === 1 ? [] : cjkGrams(surface).filter(({ whole }) => whole);
  return {
    kept: kept + characters.slice(0, -1).join(''),
    prefix,
    complete: false,
    required: [...earlier, ...bigrams.map(({ term }) => term)],
  };
}
