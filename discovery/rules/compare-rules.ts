import type { RuleId } from '../../schema/ids.ts';
import type { QueryMatchMode, Rule } from '../../stores/ports/rule.ts';

const CLOSENESS: Readonly<Record<QueryMatchMode, number>> = { EXACT: 3, PHRASE: 2, ANY_WORD: 1 };

/** Where a rule stands in the order of rules: descending numbers, then the id ascending. */
export type RulePlace = readonly [priority: number, closeness: number, otherConditions: number, updatedAtMs: number, id: RuleId];

export function placeOfRule({ id, updatedAtMs, content: { priority, condition } }: Rule): RulePlace {
  const { query, filters, segmentIds, locale } = condition;
  const others = filters.length + Number(segmentIds.length > 0) + Number(locale !== null);
  return [priority, query === null ? 0 : CLOSENESS[query.mode], others, updatedAtMs, id];
}

/**
 * The order in which rules have their say, first the one that wins where two disagree: higher priority; then the closer
 * query condition (EXACT, PHRASE, ANY_WORD, none); then more other conditions (each filter, segments, locale); then the
 * one changed last; then the lower id. Total (docs/adr/0009-order-and-strength-of-rules.md).
 */
export function compareRules(a: Rule, b: Rule): number {
  return comparePlaces(placeOfRule(a), placeOfRule(b));
}

export function comparePlaces(a: RulePlace, b: RulePlace): number {
  const [priorityA, closenessA, othersA, updatedA, idA] = a;
  const [priorityB, closenessB, othersB, updatedB, idB] = b;
  return (
    priorityB - priorityA || closenessB - closenessA || othersB - othersA || updatedB - updatedA || (idA < idB ? -1 : Number(idA > idB))
  );
}
