/**
 * True where a text is Chinese, Japanese or Korean for the most part, a character counting as two letters: an encoder
 * that knows English says nothing of it.
 */
export function isMostlyCjk(text: string): boolean {
  let characters = 0;
  let letters = 0;
  for (const [character] of text.matchAll(/[\p{L}\p{Script=Han}]/gu)) {
    if (CJK.test(character)) characters++;
    else letters++;
  }
  return characters > 0 && 2 * characters >= letters;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
