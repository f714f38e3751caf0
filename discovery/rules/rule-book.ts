import type { RuleId } from '../../schema/ids.ts';
import type { Rule } from '../../stores/ports/rule.ts';
import { compareRules } from './compare-rules.ts';
import { compileCondition, readRequest } from './compile-condition.ts';
import { createRuleIndex, type RuleIndex } from './rule-index.ts';
import type { RuleRequest } from './rule-request.ts';

/** The live rules, as requests ask them. */
export interface RuleBook {
  /**
   * Those that hold for a request, in the order of `compareRules`. For a list, and not for a search, those that hide products
   * whatever the request are among them too.
   */
  match(request: RuleRequest): readonly Rule[];
  /** Whether any rule asks who the shopper is. */
  namesSegments(): boolean;
}

export interface WritableRuleBook extends RuleBook, Pick<RuleIndex, 'put' | 'remove'> {}

export function createRuleBook(): WritableRuleBook {
  const all = createRuleIndex();
  const hidingEverywhere = createRuleIndex();
  const ofSegments = new Set<RuleId>();
  return {
    namesSegments: () => ofSegments.size > 0,
    put(rule) {
      all.put(rule);
      if (rule.content.condition.segmentIds.length > 0) ofSegments.add(rule.id);
      else ofSegments.delete(rule.id);
      if (hidesEverywhere(rule)) hidingEverywhere.put(rule);
      else hidingEverywhere.remove(rule.id);
    },
    remove(id) {
      all.remove(id);
      ofSegments.delete(id);
      hidingEverywhere.remove(id);
    },
    match(request) {
      const held = all.match(request);
      if (request.surface === 'SEARCH') return held;
      return [...held, ...hidingEverywhere.match(asSearch(request)).map(onlyHides)].toSorted(compareRules);
    },
  };
}

export interface Drafts {
  /** As if they were live. */
  readonly rules: readonly Rule[];
  /** Live ones that count as gone. */
  readonly replaced: ReadonlySet<string>;
}

/** A book as it would be with drafts; nothing is written into the one below. */
export function draftedBook(book: RuleBook, { rules, replaced }: Drafts): RuleBook {
  const compiled = rules.filter(({ content }) => content.status === 'ACTIVE').map(compileCondition);
  return {
    namesSegments: () => book.namesSegments() || rules.some(({ content }) => content.condition.segmentIds.length > 0),
    match(request) {
      const read = readRequest(request);
      const drafts = compiled.filter((draft) => draft.holds(read)).map(({ rule }) => rule);
      return [...book.match(request).filter(({ id }) => !replaced.has(id)), ...drafts].toSorted(compareRules);
    },
  };
}

/** Nothing is asked of the request, and search is what it acts on: such a hide holds in every list and suggestion. */
function hidesEverywhere({ content: { condition, actions } }: Rule): boolean {
  const { query, filters, segmentIds, locale, strategies } = condition;
  const unconditional = query === null && filters.length + segmentIds.length + strategies.length === 0 && locale === null;
  return unconditional && actions.some(({ kind }) => kind === 'HIDE');
}

function onlyHides(rule: Rule): Rule {
  return { ...rule, content: { ...rule.content, actions: rule.content.actions.filter(({ kind }) => kind === 'HIDE') } };
}

function asSearch(request: RuleRequest): RuleRequest {
  return { ...request, surface: 'SEARCH' };
}
