import type { EngineState } from './engine-state.ts';
import { forEachBlock } from './pair-lists.ts';
import type { SearchScratch } from './search-scratch.ts';

/**
 * Counts in `scratch.words` how many of `words` (term alternatives) each living document has. `together`, aligned to
 * `words`, holds terms that are an alternative where a document has all of them.
 * @returns Ordinals of the documents that have one, in no order; the caller clears what they touched.
 */
export function markWords(
  { documents, words: { postings } }: EngineState,
  scratch: SearchScratch,
  words: readonly (readonly number[])[],
  together: readonly (readonly (readonly number[])[])[] = [],
): Uint32Array {
  const alive = documents.alive.data;
  const { words: counts, lastWord } = scratch;
  const rarest = (terms: readonly number[]): number => Math.min(...terms.map((term) => postings.size.data[term]!));
  const pairs =
    words.flat().reduce((sum, term) => sum + postings.size.data[term]!, 0) + together.flat().reduce((sum, terms) => sum + rarest(terms), 0);
  const touched = new Uint32Array(Math.min(documents.ids.length, pairs));
  let length = 0;
  for (const [index, alternatives] of words.entries()) {
    const joint = together[index] ?? [];
    const word = alternatives.length + joint.length > 1 ? index + 1 : 0;
    const mark = (ordinal: number): void => {
      if (alive[ordinal] === 0) return;
      if (word !== 0) {
        if (lastWord[ordinal] === word) return;
        lastWord[ordinal] = word;
      }
      if (counts[ordinal]!++ === 0) touched[length++] = ordinal;
    };
    for (const term of alternatives) {
      forEachBlock(postings, term, (data, from, to) => {
        for (let i = from; i < to; i += 2) mark(data[i]!);
      });
    }
    for (const terms of joint) {
      const having = new Uint8Array(documents.ids.length);
      for (const [place, term] of terms.entries()) {
        forEachBlock(postings, term, (data, from, to) => {
          for (let i = from; i < to; i += 2) {
            const ordinal = data[i]!;
            if (having[ordinal] !== place) continue;
            having[ordinal] = place + 1;
            if (place + 1 === terms.length) mark(ordinal);
          }
        });
      }
    }
  }
  return touched.subarray(0, length);
}

/** Undoes `markWords`. */
export function clearMarks(scratch: SearchScratch, touched: Uint32Array): void {
  const { words, lastWord } = scratch;
  for (let i = 0; i < touched.length; i++) {
    words[touched[i]!] = 0;
    lastWord[touched[i]!] = 0;
  }
}
