const LATIN = /\p{Script=Latin}/u;

/** The form in which two spellings compare: NFKC, lower case, Latin diacritics folded, white space collapsed, trimmed. */
export function normalizeText(text: string): string {
  return text
    .split(/\s+/u)
    .map(normalizeWord)
    .filter((word) => word !== '')
    .join(' ');
}

/** `normalizeText` for what holds no white space. */
export function normalizeWord(word: string): string {
  if (isLowerAscii(word)) return word;
  const folded = word.normalize('NFKC').toLowerCase();
  // Marks are letters of their own elsewhere: か and が differ by one, and so do Hindi vowels.
  return LATIN.test(folded) ? folded.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC') : folded;
}

function isLowerAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code > 0x7a || (code >= 0x41 && code <= 0x5a)) return false;
  }
  return true;
}
