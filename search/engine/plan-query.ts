import { analyzeQuery, type QueryTerm } from '../analysis/analyze-query.ts';
import type { EngineState, WordTable } from './engine-state.ts';
import type { EngineExpansion, EngineQuery } from './engine-types.ts';
import { mergeOrder, prefixRange } from './sorted-order.ts';

export interface QueryPlan {
  /** For each word of the query, the terms that fulfil it; none where the index has no such term. */
  readonly words: readonly (readonly number[])[];
  /** Aligned to `words`: terms that fulfil the word where a document has all of them. */
  readonly together: readonly (readonly (readonly number[])[])[];
  /** What is scored: each entry is one term, or the terms that one word stands for. Never empty ones. */
  readonly scored: readonly (readonly number[])[];
}

/** Longest query that is read, in terms; what comes after says nothing that the first hundreds did not. */
const TERMS_MAX = 256;

/** A part of the text, and what else may stand for it, in terms of the index. */
interface Alternatives extends Pick<EngineExpansion, 'start' | 'end'> {
  readonly single: readonly number[];
  readonly together: readonly (readonly number[])[];
}

/**
 * What a text asks of the index. A joined form (`wi-fi`: `wifi`) and an expansion fulfil each of the words they stand for.
 * An expansion of one word by another counts as the same term; others are scored by themselves.
 */
export function planQuery(
  { words }: EngineState,
  { text, prefix, expansions = [] }: Pick<EngineQuery, 'text' | 'prefix' | 'expansions'>,
): QueryPlan {
  const terms = analyzeQuery(text).slice(0, TERMS_MAX);
  const required = terms.filter((term) => term.required);
  const joined = terms.filter((term) => !term.required);
  const expanded = expansions.map((expansion) => alternativesOf(words, expansion));
  const last = required.reduce<QueryTerm | null>((last, term) => (term.end >= (last?.end ?? 0) ? term : last), null);
  const termsOf = (term: QueryTerm): readonly number[] =>
    prefix && term === last ? withPrefix(words, term) : living(words, term.term);
  const joinedWith = (word: QueryTerm): readonly number[] =>
    joined.filter((other) => covers(other, word) && isLonger(other, word)).flatMap((other) => living(words, other.term));
  const sameAs = (term: QueryTerm): readonly number[] =>
    expanded.filter((other) => covers(other, term) && !isLonger(other, term)).flatMap(({ single }) => single);
  const instead = (word: QueryTerm): readonly Alternatives[] => expanded.filter((other) => covers(other, word));
  return {
    words: required.map((word) => distinct([...termsOf(word), ...joinedWith(word), ...instead(word).flatMap(({ single }) => single)])),
    together: required.map((word) => instead(word).flatMap(({ together }) => together)),
    scored: [
      ...terms.map((term) => distinct([...termsOf(term), ...sameAs(term)])),
      ...expanded.flatMap((other) => [
        ...(terms.some((term) => covers(other, term) && !isLonger(other, term)) ? [] : other.single.map((term) => [term])),
        ...other.together.flatMap((all) => all.map((term) => [term])),
      ]),
    ].filter((numbers) => numbers.length > 0),
  };
}

/** An alternative of which the index lacks a word stands for nothing. */
function alternativesOf(words: WordTable, { start, end, alternatives }: EngineExpansion): Alternatives {
  const sets = alternatives.map((alternative) => analyzeQuery(alternative).filter((term) => term.required).map(({ term }) => living(words, term)));
  const whole = sets.filter((set) => set.length > 0 && set.every((term) => term.length > 0)).map((set) => distinct(set.flat()));
  return {
    start,
    end,
    single: whole.filter((set) => set.length === 1).flat(),
    together: whole.filter((set) => set.length > 1),
  };
}

type Span = Pick<QueryTerm, 'start' | 'end'>;

function covers(span: Span, word: Span): boolean {
  return span.start <= word.start && span.end >= word.end;
}

function isLonger(span: Span, word: Span): boolean {
  return span.end - span.start > word.end - word.start;
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)];
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
