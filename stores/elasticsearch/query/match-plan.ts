import type { estypes } from '@elastic/elasticsearch';
import type { RecallQuery, Sort } from '../../ports/search-index.ts';
import { planWords, type WordPlan } from './plan-words.ts';
import { EVERYTHING, NOTHING, type Query } from './to-filter.ts';

/** More than a term can score: Lucene's BM25 is below (k1 + 1) times the inverse document frequency, of at most 2^31 products. */
const CLAUSE_SCORE_MAX = 80;

/** How products match a text, and how they are ordered: a score that holds words, availability and BM25, one above the other. */
export interface MatchPlan {
  /** Words of the query; 0 for a browse. */
  readonly wordCount: number;
  /** Matches what has at least so many of the words, by the full score. */
  having(words: number): Query;
  /** Matches what has any of the words, with the number of those as its score. */
  readonly counting: Query;
  readonly sort: estypes.Sort;
  /** What the score says. */
  read(score: number | null): { readonly words: number; readonly lexicalScore: number };
}

type SortOptions = estypes.SortOptions;

const SORT_FIELDS: Readonly<Record<Sort, readonly SortOptions[]>> = {
  RELEVANCE: [],
  PRICE_ASC: [{ 'number.price': { order: 'asc', missing: '_last' } }],
  PRICE_DESC: [{ 'number.price': { order: 'desc', missing: '_last' } }],
  RATING_DESC: [{ 'number.rating': { order: 'desc', missing: '_last' } }],
  NEWEST: [{ 'number.releasedAt': { order: 'desc', missing: '_last' } }],
};

/** Ties by id; the group, last, orders nothing, but comes with the values of the sort at no cost. */
const TIES: readonly SortOptions[] = [{ id: 'asc' }, { group: 'asc' }];

export function matchPlan(query: Pick<RecallQuery, 'text' | 'prefix' | 'expansions' | 'sort'>): MatchPlan {
  if (query.text.trim() === '') return browsePlan(query.sort);
  const plan = planWords(query);
  return plan.words.length === 0 ? { ...browsePlan(query.sort), having: () => NOTHING } : wordsPlan(plan, query.sort);
}

function browsePlan(sort: Sort): MatchPlan {
  return {
    wordCount: 0,
    having: () => ({ term: { live: true } }),
    counting: EVERYTHING,
    sort: [...SORT_FIELDS[sort], { available: 'desc' }, { quality: 'desc' }, ...TIES],
    read: () => ({ words: 0, lexicalScore: 0 }),
  };
}

/**
 * The score is `unit` × (2 × words + available) + BM25, with `unit` a power of two above any BM25 of the query. So the order of
 * scores is that of the port, in one pass and one sort key; float32 leaves the BM25 of a query of three words 13 binary places.
 */
function wordsPlan({ words, scored }: WordPlan, sort: Sort): MatchPlan {
  const unit = 2 ** Math.ceil(Math.log2(CLAUSE_SCORE_MAX * scored.length));
  const some = (boost: number, least: number): Query => ({
    bool: { should: words.map((filter) => ({ constant_score: { filter, boost } })), minimum_should_match: least },
  });
  return {
    wordCount: words.length,
    having: (least) => ({
      bool: { must: [some(2 * unit, least)], should: [{ constant_score: { filter: { term: { available: true } }, boost: unit } }, ...scored] },
    }),
    counting: some(1, 1),
    sort: [...SORT_FIELDS[sort], { _score: { order: 'desc' } }, ...TIES],
    read(score) {
      const level = Math.floor((score ?? 0) / unit);
      return { words: level >>> 1, lexicalScore: (score ?? 0) - level * unit };
    },
  };
}
