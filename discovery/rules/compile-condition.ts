import type { QueryMatch, Rule, RuleSchedule } from '../../stores/ports/rule.ts';
import { type ConditionWords, conditionWords } from './condition-words.ts';
import { filterKey } from './filter-key.ts';
import type { RuleRequest } from './rule-request.ts';

/** A request as conditions read it. */
export interface ReadRequest {
  readonly request: RuleRequest;
  readonly texts: readonly ConditionWords[];
  readonly filterKeys: ReadonlySet<string>;
}

export function readRequest(request: RuleRequest): ReadRequest {
  return {
    request,
    texts: [...new Set(request.texts)].map(conditionWords),
    filterKeys: new Set(request.filters.map(filterKey)),
  };
}

/** A rule whose condition is ready to be asked. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly words: ConditionWords | null;
  readonly filterKeys: readonly string[];
  holds(read: ReadRequest): boolean;
}

/** Knows all of a rule but its status: whether it is live is for the caller. */
export function compileCondition(rule: Rule): CompiledRule {
  const { condition, schedule } = rule.content;
  const { query, segmentIds, locale, strategies } = condition;
  const words = query === null ? null : conditionWords(query.text);
  const filterKeys = condition.filters.map(filterKey);
  return {
    rule,
    words,
    filterKeys,
    holds: ({ request, texts, filterKeys: given }) =>
      (strategies.length === 0 ? request.surface === 'SEARCH' : strategies.some((strategy) => strategy === request.surface)) &&
      (query === null || texts.some((text) => meetsQuery(words!, query.mode, text))) &&
      filterKeys.every((key) => given.has(key)) &&
      (segmentIds.length === 0 || segmentIds.some((segment) => request.segments.has(segment))) &&
      (locale === null || isIn(request.locale, locale)) &&
      isWithin(request.atMs, schedule),
  };
}

function meetsQuery(wanted: ConditionWords, mode: QueryMatch['mode'], text: ConditionWords): boolean {
  if (mode === 'ANY_WORD') return wanted.any.values().some((word) => text.any.has(word));
  const { sequence } = wanted;
  const from = text.sequence.length - sequence.length;
  if (from < 0 || (mode === 'EXACT' && from > 0)) return false;
  const startsAt = (start: number): boolean => sequence.every((word, place) => text.sequence[start + place] === word);
  for (let start = 0; start <= from; start++) if (startsAt(start)) return true;
  return false;
}

/** `en` takes in `en-GB`; not the other way round. */
function isIn(locale: string | null, wanted: string): boolean {
  return locale !== null && (locale === wanted || locale.startsWith(`${wanted}-`));
}

function isWithin(atMs: number, schedule: RuleSchedule | null): boolean {
  return schedule === null || ((schedule.startsAtMs ?? -Infinity) <= atMs && atMs < (schedule.endsAtMs ?? Infinity));
}
