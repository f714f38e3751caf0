import { RELAX_BELOW, type WordMatching } from '../../ports/search-index.ts';

/**
 * How many words a match must have: all, and one fewer as long as too few groups match, down to one.
 * @param having - By number of words, the groups that have at least so many; index 0 is not read.
 */
export function leastWords(having: readonly number[], matching: WordMatching): number {
  const wordCount = having.length - 1;
  if (matching === 'any') return Math.min(wordCount, 1);
  let least = wordCount;
  while (least > 1 && having[least]! < RELAX_BELOW) least--;
  return least;
}

/** Words that the groups with the fewest lack, among those that have `least` of them; 0 where nothing matches. */
export function relaxedWords(having: readonly number[], least: number): number {
  const wordCount = having.length - 1;
  for (let words = least; words <= wordCount; words++) {
    if (having[words]! > (having[words + 1] ?? 0)) return wordCount - words;
  }
  return 0;
}
