/** A unigram or bigram of a run; offsets in UTF-16 units from the run's start. */
export interface Gram {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** True for bigrams, and for the only character of a run: what a searcher must have typed. */
  readonly whole: boolean;
}

/**
 * Character unigrams and bigrams of a CJK run, by position. No dictionary is needed: on real shop queries they beat
 * two word segmenters (docs/search-analysis.md).
 */
export function cjkGrams(run: string): Gram[] {
  const characters = Array.from(run);
  const grams: Gram[] = [];
  let offset = 0;
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    const next = characters[i + 1];
    grams.push({ term: character, start: offset, end: offset + character.length, whole: characters.length === 1 });
    if (next !== undefined) {
      grams.push({ term: character + next, start: offset, end: offset + character.length + next.length, whole: true });
    }
    offset += character.length;
  }
  return grams;
}
