import { analyzeQuery, type QueryTerm } from '../analysis/analyze-query.ts';
import type { EngineState, WordTable } from './engine-state.ts';
import { mergeOrder, prefixRange } from './sorted-order.ts';

export interface QueryPlan {
  /** For each word of the query, the terms that fulfil it; none where the index has no such term. */
  readonly words: readonly (readonly number[])[];
  /** What is scored: each entry is one term, or the terms that one unfinished word stands for. Never empty ones. */
  readonly scored: readonly (readonly number[])[];
}

/** Longest query that is read, in terms; what comes after says nothing that the first hundreds did not. */
const TERMS_MAX = 256;

/** What a text asks of the index. A joined form (`wi-fi`: `wifi`) fulfils each of the words it is made of. */
export function planQuery({ words }: EngineState, text: string, prefix: boolean): QueryPlan {
  const terms = analyzeQuery(text).slice(0, TERMS_MAX);
  const required = terms.filter((term) => term.required);
  const joined = terms.filter((term) => !term.required);
  const last = required.reduce<QueryTerm | null>((last, term) => (term.end >= (last?.end ?? 0) ? term : last), null);
  const termsOf = (term: QueryTerm): readonly number[] =>
    prefix && term === last ? withPrefix(words, term) : living(words, term.term);
  const joinedWith = (word: QueryTerm): readonly number[] =>
    joined.filter((other) => covers(other, word)).flatMap((other) => living(words, other.term));
  return {
    words: required.map((word) => termsOf(word).concat(joinedWith(word))),
    scored: terms.map(termsOf).filter((numbers) => numbers.length > 0),
  };
}

function covers(joined: QueryTerm, word: QueryTerm): boolean {
  return joined.start <= word.start && joined.end >= word.end && joined.end - joined.start > word.end - word.start;
}

function living(words: WordTable, term: string): readonly number[] {
  const number = words.terms.numbers.get(term);
  return number === undefined || words.termLive.data[number] === 0 ? [] : [number];
}

/** The word's own term, and those of all spellings that begin with it. */
function withPrefix(words: WordTable, { term, surface }: QueryTerm): readonly number[] {
  const numbers = new Set(living(words, term));
  const order = mergeOrder(words.spellingOrder, words.spellings);
  const [from, to] = prefixRange(order, words.spellings, surface);
  for (let place = from; place < to; place++) {
    const spelling = order.order[place]!;
    if (words.spellingLive.data[spelling]! > 0) numbers.add(words.spellingTerm.data[spelling]!);
  }
  return [...numbers];
}
