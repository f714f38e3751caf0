import { FUNCTION_WORDS } from '../analysis/analyze-query.ts';
import { unfinishedText } from '../analysis/unfinished-text.ts';
import type { EngineState } from './engine-state.ts';
import type { EngineCompletion } from './engine-types.ts';
import { clearMarks, markWords } from './mark-words.ts';
import { startOf } from './remove-document.ts';
import { fitScratch, type SearchScratch } from './search-scratch.ts';
import { compareStrings, mergeOrder, prefixRange } from './sorted-order.ts';

/**
 * Completes the last word by words of the vocabulary fields that begin with it and occur, in those fields, in documents that have all
 * the words before. Of several spellings of a term the commonest stands for all, with the documents of the term.
 * Function words are no completion.
 * In Chinese and Japanese the last character is completed to a bigram.
 */
export function completeText(
  state: EngineState,
  scratch: SearchScratch,
  text: string,
  limit: number,
): readonly EngineCompletion[] {
  const { words } = state;
  const unfinished = unfinishedText(text);
  if (unfinished === null) return [];
  const { kept, prefix, complete, required } = unfinished;
  const [from, to] = prefixRange(mergeOrder(words.spellingOrder, words.spellings), words.spellings, prefix);
  const commonest = commonestSpellings(state, from, to);
  const counts = required.length === 0 ? null : countTerms(state, scratch, required, [from, to]);
  return [...commonest]
    .filter(([, spelling]) => complete || words.spellings[spelling] !== prefix)
    .map(([term, spelling]) => ({
      text: kept + words.spellings[spelling]!,
      documents: counts === null ? words.termLive.data[term]! : (counts.get(term) ?? 0),
    }))
    .filter(({ documents }) => documents > 0)
    .toSorted((a, b) => b.documents - a.documents || compareStrings(a.text, b.text))
    .slice(0, limit);
}

/** By term the spelling that most documents have in a vocabulary field, of equals the first. */
function commonestSpellings({ words }: EngineState, from: number, to: number): Map<number, number> {
  const commonest = new Map<number, number>();
  const { data: documents } = words.spellingVocabulary;
  for (let place = from; place < to; place++) {
    const spelling = words.spellingOrder.order[place]!;
    if (documents[spelling] === 0 || FUNCTION_WORDS.has(words.spellings[spelling]!)) continue;
    const term = words.spellingTerm.data[spelling]!;
    const best = commonest.get(term);
    if (best === undefined || documents[spelling]! > documents[best]!) commonest.set(term, spelling);
  }
  return commonest;
}

/** By term of the spellings at the given places, the documents that also have all of the required terms. */
function countTerms(
  state: EngineState,
  scratch: SearchScratch,
  required: readonly string[],
  [from, to]: readonly [number, number],
): Map<number, number> {
  const { documents, words } = state;
  fitScratch(scratch, state);
  const terms = [...new Set(required)].map((term) => words.terms.numbers.get(term));
  const counts = new Map<number, number>();
  if (terms.includes(undefined)) return counts;
  const touched = markWords(state, scratch, terms.map((term) => [term!]));
  for (const ordinal of touched) {
    if (scratch.words[ordinal] !== terms.length) continue;
    const inDocument = new Set<number>();
    for (let i = startOf(documents.spellingEnds.data, ordinal); i < documents.spellingEnds.data[ordinal]!; i++) {
      const entry = documents.spellings.data[i]!;
      // In a long text only: no completion.
      if ((entry & 1) === 0) continue;
      const spelling = entry >>> 1;
      const place = words.spellingOrder.rank[spelling]!;
      if (place >= from && place < to) inDocument.add(words.spellingTerm.data[spelling]!);
    }
    for (const term of inDocument) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  clearMarks(scratch, touched);
  return counts;
}
