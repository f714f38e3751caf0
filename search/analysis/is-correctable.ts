/** Shorter words have too many neighbours to tell a typo from a name. */
const LENGTH_MIN = 4;
/** Longer ones would cost time and are no words. */
const LENGTH_MAX = 40;
/** A word of letters, of a script that is written with spaces. */
export const LETTERS = /^(?!.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}[\p{L}\p{M}]*$/u;

/** Whether a normalised word is one that a speller should look at. */
export function isCorrectable(word: string): boolean {
  return word.length >= LENGTH_MIN && word.length <= LENGTH_MAX && LETTERS.test(word);
}
