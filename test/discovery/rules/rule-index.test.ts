import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionWords } from '../../../discovery/rules/condition-words.ts';
import { createRuleIndex } from '../../../discovery/rules/rule-index.ts';
import type { RuleRequest } from '../../../discovery/rules/rule-request.ts';
import { ruleId } from '../../../schema/ids.ts';
import type { Rule } from '../../../stores/ports/rule.ts';
import { requests, ruleSets } from './rule-arbitraries.ts';

describe('the rules that hold', () => {
  it('are those that asking each one gives, in the documented order, whatever was put, replaced and removed', () => {
    fc.assert(
      fc.property(ruleSets, ruleSets, fc.array(fc.nat(11), { maxLength: 4 }), fc.array(requests, { maxLength: 5 }), (first, second, removed, asked) => {
        const index = createRuleIndex();
        const live = new Map<string, Rule>();
        for (const rule of [...first, ...second]) {
          index.put(rule);
          live.set(rule.id, rule);
        }
        for (const number of removed) {
          index.remove(ruleId(`r${number}`));
          live.delete(`r${number}`);
        }
        expect(index.size()).toBe(live.size);
        for (const request of asked) expect(index.match(request)).toEqual([...live.values()].filter((rule) => holds(rule, request)).toSorted(documentedOrder));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['EXACT', 'desk lamp', ['desk lamps', 'Desk  LAMP'], ['a lamp', 'desk', 'lamp desk', 'red desk lamp', '']],
    ['EXACT', 'wi-fi router', ['wifi router', 'Wi-Fi routers', 'wi‑fi router'], ['wi fi', 'router']],
    ['PHRASE', 'desk lamp', ['red desk lamps', 'desk lamp red', 'lamp for the desk lamp'], ['lamp desk', 'desk red lamp']],
    ['PHRASE', 'lamp for desk', ['lamp desk', 'red lamp for a desk'], ['desk lamp']],
    ['PHRASE', '手机', ['苹果手机壳', '手机'], ['机手', '苹果']],
    ['ANY_WORD', 'desk wi-fi', ['red desks', 'wifi', 'a wi-fi lamp'], ['red', 'desktop']],
    ['EXACT', 'the', ['the', 'The'], ['a', 'the desk']],
  ] as const)('%s "%s"', (mode, text, met, unmet) => {
    const index = createRuleIndex();
    index.put(ruleOf({ query: { text, mode } }));
    const heldFor = (texts: readonly string[]): readonly string[] => texts.filter((text) => index.match(requestFor(text)).length === 1);
    expect(heldFor(met)).toEqual(met);
    expect(heldFor(unmet)).toEqual([]);
  });

  it('are found by filters in any order and case, among others', () => {
    const index = createRuleIndex();
    index.put(ruleOf({ filters: [{ field: 'price', values: null, range: { min: 1, max: null } }, { field: 'brand', values: ['Acme', 'bolt'], range: null }] }));
    const price = { field: 'price', values: null, range: { min: 1, max: null } } as const;
    const brand = { field: 'brand', values: ['BOLT', 'acme'], range: null } as const;
    const held = (...filters: RuleRequest['filters']): boolean => index.match({ ...requestFor(''), filters }).length === 1;
    expect(held(brand, { field: 'category', values: ['x'], range: null }, price)).toBe(true);
    expect(held(price)).toBe(false);
    expect(held(price, { ...brand, values: ['acme'] })).toBe(false);
    expect(held({ ...price, range: { min: 2, max: null } }, brand)).toBe(false);
  });
});

function requestFor(text: string): RuleRequest {
  return { surface: 'SEARCH', texts: [text], filters: [], segments: new Set(), locale: null, atMs: 0 };
}

function ruleOf(condition: Partial<Rule['content']['condition']>): Rule {
  const content: Rule['content'] = {
    name: 'a',
    status: 'ACTIVE',
    priority: 0,
    condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [], ...condition },
    actions: [{ kind: 'REDIRECT', url: 'https://shop.test/' }],
    schedule: null,
  };
  return { id: ruleId('r'), version: 1, content, updatedBy: 'mia', updatedAtMs: 1 };
}

/** docs/merchandising.md, read to the letter. */
function holds({ content: { condition, schedule } }: Rule, request: RuleRequest): boolean {
  const { query, segmentIds, locale, strategies } = condition;
  const said = (text: string): string => ` ${conditionWords(text).sequence.join(' ')} `;
  const same = (a: (typeof condition.filters)[number], b: typeof a): boolean =>
    a.field === b.field &&
    JSON.stringify(a.range) === JSON.stringify(b.range) &&
    JSON.stringify([...new Set(a.values?.map((value) => value.toLowerCase()))].toSorted()) === JSON.stringify([...new Set(b.values?.map((value) => value.toLowerCase()))].toSorted());
  return (
    (strategies.length === 0 ? request.surface === 'SEARCH' : (strategies as readonly string[]).includes(request.surface)) &&
    (query === null ||
      request.texts.some((text) => {
        if (query.mode === 'EXACT') return said(text) === said(query.text);
        if (query.mode === 'PHRASE') return said(text).includes(said(query.text));
        return [...conditionWords(query.text).any].some((word) => conditionWords(text).any.has(word));
      })) &&
    condition.filters.every((wanted) => request.filters.some((given) => same(wanted, given))) &&
    (segmentIds.length === 0 || segmentIds.some((segment) => request.segments.has(segment))) &&
    (locale === null || request.locale === locale || (request.locale ?? '').startsWith(`${locale}-`)) &&
    (schedule?.startsAtMs ?? 0) <= request.atMs &&
    request.atMs < (schedule?.endsAtMs ?? Infinity)
  );
}

function documentedOrder(a: Rule, b: Rule): number {
  const modes = ['EXACT', 'PHRASE', 'ANY_WORD', undefined];
  const others = ({ content: { condition } }: Rule): number => condition.filters.length + (condition.segmentIds.length > 0 ? 1 : 0) + (condition.locale === null ? 0 : 1);
  const criteria = [
    b.content.priority - a.content.priority,
    modes.indexOf(a.content.condition.query?.mode) - modes.indexOf(b.content.condition.query?.mode),
    others(b) - others(a),
    b.updatedAtMs - a.updatedAtMs,
    a.id < b.id ? -1 : 1,
  ];
  return criteria.find((difference) => difference !== 0)!;
}
