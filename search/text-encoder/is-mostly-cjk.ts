/**
 * True where a text is Chinese, Japanese or Korean for the most part, a character counting as two letters: an encoder
 * that knows English says nothing of it.
 */
export function isMostlyCjk(text: string): boolean {
  const characters = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  if (characters === 0) return false;
  return 2 * characters > text.match(/\p{L}/gu)!.length - characters;
}
