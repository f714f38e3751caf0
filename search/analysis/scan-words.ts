import { normalizeWord } from './normalize-text.ts';

/** A run of letters and digits as it stands in a text. */
export interface Word {
  /** Normalised. */
  readonly surface: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** Written without spaces between words: Chinese, Japanese, Korean. */
  readonly cjk: boolean;
  /** Joined to the word before by a hyphen, dot, slash, plus, ampersand or underscore, without spaces. */
  readonly joined: boolean;
}

const CJK = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々`;
/** The first group holds a run without spaces. */
const WORD = new RegExp(
  [
    `([${CJK}]+)`,
    // Decimals stay whole, with what is written onto them: 43.2, 1,299, 802.11b.
    String.raw`\p{N}+(?:[.,]\p{N}+)+[[\p{L}\p{N}\p{M}]--[${CJK}]]*`,
    String.raw`[[\p{L}\p{N}\p{M}]--[${CJK}]]+(?:['’][[\p{L}\p{M}]--[${CJK}]]+)*`,
  ].join('|'),
  'gv',
);
const JOINER = /^[-‐‑./+&_]$/;

/** The words of a text, in order. */
export function scanWords(text: string): Word[] {
  const words: Word[] = [];
  let previousEnd = -1;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const cjk = match[1] !== undefined;
    words.push({
      surface: normalizeWord(match[0]),
      start,
      end: start + match[0].length,
      cjk,
      joined: start === previousEnd + 1 && !cjk && JOINER.test(text.charAt(previousEnd)),
    });
    previousEnd = start + match[0].length;
  }
  return words;
}
