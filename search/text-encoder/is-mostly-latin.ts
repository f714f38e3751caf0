/**
 * True where a text is in Latin letters for the most part, a Chinese, Japanese or Korean character counting as two letters: an encoder that
 * knows English says nothing of another. Figures alone will do; signs and emoji alone say nothing either.
 */
export function isMostlyLatin(text: string): boolean {
  let [latin, others] = [0, 0];
  for (const [character] of text.matchAll(/\p{L}/gu)) {
    if (/\p{Script=Latin}/u.test(character)) latin += 1;
    else others += CJK.test(character) ? 2 : 1;
  }
  return latin + others === 0 ? /\p{N}/u.test(text) : latin > others;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
