import type { SegmentId } from '../../schema/ids.ts';
import type { RecallQuery } from '../../stores/ports/search-index.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';
import type { Degradation } from '../search-types.ts';
import { withInitialisms } from '../synonyms/initialisms.ts';
import type { SynonymIndex } from '../synonyms/synonym-index.ts';
import type { RuleBook } from './rule-book.ts';
import { planRules, type RulePlan } from './rule-plan.ts';

/** What rules and synonyms do to one search. */
export interface Steering {
  /**
   * What the rules want that hold for any of the texts: the query as typed, and what is searched instead of it. Pins, boosts and buries
   * rest under an explicit sort.
   */
  plan(texts: readonly string[]): RulePlan;
  expand(text: string): ReturnType<SynonymIndex['expand']>;
  readonly degradations: readonly Degradation[];
}

export interface SteeringOptions {
  readonly book: RuleBook;
  readonly expand: SynonymIndex['expand'];
  readonly degradations: readonly Degradation[];
  /** Of the shopper; empty where nothing of them may be used. */
  readonly segments: ReadonlySet<SegmentId>;
  /** Unix epoch, milliseconds. */
  readonly atMs: number;
}

export function steerSearch(
  { filters, locale, sort }: Pick<CheckedSearch, 'filters' | 'locale' | 'sort'>,
  { book, expand, degradations, segments, atMs }: SteeringOptions,
): Steering {
  /** A search asks several times for the same texts. */
  const plans = new Map<string, RulePlan>();
  function make(texts: readonly string[]): RulePlan {
    const plan = planRules(book.match({ surface: 'SEARCH', texts, filters, segments, locale, atMs }));
    return sort === 'RELEVANCE' ? plan : { ...plan, shifts: [], pins: [] };
  }
  return {
    plan(texts) {
      const distinct = [...new Set(texts)];
      const key = JSON.stringify(distinct);
      const plan = plans.get(key) ?? make(distinct);
      plans.set(key, plan);
      return plan;
    },
    expand: (text) => withInitialisms(expand(text, locale), text),
    degradations,
  };
}

/** The part of a recall that rules and synonyms decide; what is found, counted and faceted follows it. */
export function steeredRecall(
  { only, hide, shifts }: RulePlan,
  expansions: NonNullable<RecallQuery['expansions']>,
): Pick<RecallQuery, 'only' | 'hide' | 'marks' | 'expansions'> {
  return {
    only: only.map(({ target }) => [target]),
    hide: hide.map(({ target }) => target),
    marks: shifts.map(({ target }) => target),
    expansions,
  };
}
