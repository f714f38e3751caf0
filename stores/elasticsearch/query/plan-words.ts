import { analyzeQuery, type QueryTerm } from '../../../search/index.ts';
import type { Expansion, RecallQuery } from '../../ports/search-index.ts';
import { allOf, anyOf, type Query } from './to-filter.ts';

/** What a text asks of the index, as clauses. */
export interface WordPlan {
  /** For each word of the query, what fulfils it. */
  readonly words: readonly Query[];
  /** What adds to the score of products that match; each at most `CLAUSE_SCORE_MAX`. */
  readonly scored: readonly Query[];
}

/** Longest query that is read, in terms; what comes after says nothing that the first hundreds did not. */
const TERMS_MAX = 256;

/** Spellings that a beginning of a word stands for in the score; all of them match. */
const PREFIX_SCORED_MAX = 50;

/**
 * As the embedded engine plans it: a joined form (`wi-fi`: `wifi`) and an expansion fulfil each of the words they stand for; of
 * several terms for one word the best counts.
 */
export function planWords({ text, prefix, expansions = [] }: Pick<RecallQuery, 'text' | 'prefix' | 'expansions'>): WordPlan {
  const terms = analyzeQuery(text).slice(0, TERMS_MAX);
  const required = terms.filter((term) => term.required);
  const joined = terms.filter((term) => !term.required);
  const expanded = expansions.map(alternativesOf);
  const last = required.reduce<QueryTerm | null>((latest, term) => (term.end >= (latest?.end ?? 0) ? term : latest), null);
  const open = (term: QueryTerm): boolean => prefix && term === last;

  const fulfils = (word: QueryTerm): Query =>
    anyOf([
      { terms: { terms: distinct([word.term, ...joined.filter((other) => covers(other, word) && isLonger(other, word)).map(({ term }) => term)]) } },
      ...(open(word) ? beginsWith(word) : []),
      ...expanded.filter((other) => covers(other, word)).flatMap(({ sets }) => sets.map((set) => allOf(set.map(hasTerm)))),
    ]);
  const scoreOf = (term: QueryTerm): Query => {
    const same = expanded.filter((other) => covers(other, term) && !isLonger(other, term)).flatMap(({ sets }) => sets.filter((set) => set.length === 1).flat());
    return bestOf([...distinct([term.term, ...same]).map(hasTerm), ...(open(term) ? [scoredPrefix(term)] : [])]);
  };
  const byThemselves = expanded.flatMap((other) =>
    other.sets.filter((set) => set.length > 1 || !terms.some((term) => covers(other, term) && !isLonger(other, term))).flat(),
  );
  return { words: required.map(fulfils), scored: [...terms.map(scoreOf), ...byThemselves.map(hasTerm)] };
}

interface Alternatives extends Pick<Expansion, 'start' | 'end'> {
  /** Terms that stand for the part together. */
  readonly sets: readonly (readonly string[])[];
}

function alternativesOf({ start, end, alternatives }: Expansion): Alternatives {
  const sets = alternatives.map((alternative) => distinct(analyzeQuery(alternative).filter((term) => term.required).map(({ term }) => term)));
  return { start, end, sets: sets.filter((set) => set.length > 0) };
}

function hasTerm(term: string): Query {
  return { term: { terms: term } };
}

function beginsWith({ surface }: QueryTerm): Query[] {
  return [{ prefix: { 'spelling.offered': surface } }, { prefix: { 'spelling.other': surface } }];
}

function scoredPrefix({ surface }: QueryTerm): Query {
  return { prefix: { terms: { value: surface, rewrite: `top_terms_blended_freqs_${PREFIX_SCORED_MAX}` } } };
}

function bestOf(queries: readonly Query[]): Query {
  return queries.length === 1 ? queries[0]! : { dis_max: { queries: [...queries] } };
}

type Span = Pick<QueryTerm, 'start' | 'end'>;

function covers(span: Span, word: Span): boolean {
  return span.start <= word.start && span.end >= word.end;
}

function isLonger(span: Span, word: Span): boolean {
  return span.end - span.start > word.end - word.start;
}

function distinct(terms: readonly string[]): string[] {
  return [...new Set(terms)];
}
