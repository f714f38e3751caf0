import type { RuleId } from '../../schema/ids.ts';
import type { Rule } from '../../stores/ports/rule.ts';
import { compareRules } from './compare-rules.ts';
import { compileCondition, type CompiledRule, readRequest, type ReadRequest } from './compile-condition.ts';
import type { RuleRequest } from './rule-request.ts';

/**
 * The live rules, found by what they ask for: a search looks up its words, runs of words, filters and segments in a hash
 * table instead of asking every rule, so its cost follows the rules that may hold, not those that there are.
 */
export interface RuleIndex {
  /** Adds the rule, or replaces the one of the same id. */
  put(rule: Rule): void;
  remove(id: RuleId): void;
  /** Rules in it. */
  size(): number;
  /** Those whose condition holds, in the order of `compareRules`. */
  match(request: RuleRequest): readonly Rule[];
}

export function createRuleIndex(): RuleIndex {
  const rules = new Map<RuleId, CompiledRule>();
  const byAnchor = new Map<string, Set<CompiledRule>>();
  /** Words of the longest phrase ever put: runs longer than that need no look-up. */
  let longestPhrase = 0;

  function remove(id: RuleId): void {
    const compiled = rules.get(id);
    if (compiled === undefined) return;
    rules.delete(id);
    for (const anchor of anchorsOf(compiled)) {
      const anchored = byAnchor.get(anchor)!;
      anchored.delete(compiled);
      if (anchored.size === 0) byAnchor.delete(anchor);
    }
  }

  return {
    put(rule) {
      remove(rule.id);
      const compiled = compileCondition(rule);
      rules.set(rule.id, compiled);
      if (rule.content.condition.query?.mode === 'PHRASE') longestPhrase = Math.max(longestPhrase, compiled.words!.sequence.length);
      for (const anchor of anchorsOf(compiled)) {
        const anchored = byAnchor.get(anchor);
        if (anchored === undefined) byAnchor.set(anchor, new Set([compiled]));
        else anchored.add(compiled);
      }
    },
    remove,
    size: () => rules.size,
    match(request) {
      if (rules.size === 0) return [];
      const read = readRequest(request);
      const candidates = new Set<CompiledRule>();
      for (const anchor of anchorsIn(read, longestPhrase)) {
        for (const compiled of byAnchor.get(anchor) ?? []) candidates.add(compiled);
      }
      return [...candidates].filter((compiled) => compiled.holds(read)).map(({ rule }) => rule).toSorted(compareRules);
    },
  };
}

const exact = (words: readonly string[]): string => `= ${words.join(' ')}`;
const phrase = (words: readonly string[]): string => `~ ${words.join(' ')}`;
const word = (word: string): string => `| ${word}`;
const filter = (key: string): string => `f ${key}`;
const segment = (id: string): string => `s ${id}`;
const ANYTHING = '*';

/** What a request must have, one of them at least, for the rule to hold; the most telling of its conditions. */
function anchorsOf({ rule, words, filterKeys }: CompiledRule): readonly string[] {
  const { query, segmentIds } = rule.content.condition;
  if (query !== null) {
    if (query.mode === 'EXACT') return [exact(words!.sequence)];
    return query.mode === 'PHRASE' ? [phrase(words!.sequence)] : [...words!.any].map(word);
  }
  if (filterKeys.length > 0) return [filter(filterKeys[0]!)];
  return segmentIds.length > 0 ? segmentIds.map(segment) : [ANYTHING];
}

/** All anchors that a request has. */
function* anchorsIn({ request, texts, filterKeys }: ReadRequest, longestPhrase: number): Generator<string> {
  yield ANYTHING;
  for (const { sequence, any } of texts) {
    yield exact(sequence);
    for (const stem of any) yield word(stem);
    for (let from = 0; from < sequence.length; from++) {
      const longest = Math.min(longestPhrase, sequence.length - from);
      for (let length = 1; length <= longest; length++) yield phrase(sequence.slice(from, from + length));
    }
  }
  for (const key of filterKeys) yield filter(key);
  for (const id of request.segments) yield segment(id);
}
