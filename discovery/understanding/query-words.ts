import { analyze } from '../../search/index.ts';

/** A word as it stands in a text; a single character where words are written without spaces. */
export interface QueryWord {
  /** Stemmed: in this form two spellings of a word meet. */
  readonly key: string;
  /** As written, normalised but not stemmed. */
  readonly surface: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly cjk: boolean;
}

const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;

/** The words of a text in order, without the compounds and character pairs that indexing adds. */
export function queryWords(text: string): QueryWord[] {
  const words: QueryWord[] = [];
  let last = -1;
  for (const { term, surface, start, end, position } of analyze(text)) {
    if (CJK.test(surface)) {
      if (Array.from(term).length === 1) words.push({ key: term, surface: term, start, end, cjk: true });
    } else if (position > last) {
      words.push({ key: term, surface, start, end, cjk: false });
    }
    last = Math.max(last, position);
  }
  return words;
}
