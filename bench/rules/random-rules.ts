import { ruleId } from '../../schema/ids.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { Rule, RuleAction, RuleCondition } from '../../stores/ports/rule.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';
import { seededRandom } from '../support/seeded-random.ts';

const NO_CONDITION: RuleCondition = { query: null, filters: [], segmentIds: [], locale: null, strategies: [] };

/**
 * Active rules as a shop gathers them, made of a catalogue's own words and brands, the same for the same seed: six of ten for a
 * phrase, two for an exact query, one for any of a few words, one for a filter; of each kind some are for a locale or over.
 */
export function randomRules(products: readonly Product[], { count, seed, nowMs }: { readonly count: number; readonly seed: number; readonly nowMs: number }): readonly Rule[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const brands = [...new Set(products.map(({ brand }) => brand).filter((brand) => brand !== null))];
  const phrase = (length: number): string => {
    const words = pick(products).title.split(' ');
    const from = Math.floor(random() * Math.max(1, words.length - length));
    return words.slice(from, from + length).join(' ');
  };
  const condition = (): RuleCondition => {
    const kind = random();
    const locale = random() < 0.2 ? 'de' : null;
    if (kind < 0.6) return { ...NO_CONDITION, locale, query: { text: phrase(2), mode: 'PHRASE' } };
    if (kind < 0.8) return { ...NO_CONDITION, locale, query: { text: phrase(3), mode: 'EXACT' } };
    if (kind < 0.9) return { ...NO_CONDITION, locale, query: { text: phrase(3), mode: 'ANY_WORD' } };
    return { ...NO_CONDITION, locale, filters: [brandFilter(pick(brands))] };
  };
  const action = (): RuleAction => {
    const target = { productIds: [pick(products).id], filters: random() < 0.5 ? [brandFilter(pick(brands))] : [] };
    return pick<() => RuleAction>([
      () => ({ kind: 'BOOST', target, factor: 1.5 }),
      () => ({ kind: 'BURY', target, factor: 0.5 }),
      () => ({ kind: 'HIDE', target }),
      () => ({ kind: 'PIN', productId: target.productIds[0]!, filters: [], position: 3 }),
    ])();
  };
  return Array.from({ length: count }, (_none, number): Rule => ({
    id: ruleId(`rule-${number}`),
    version: 1,
    content: {
      name: `Rule ${number}`,
      status: 'ACTIVE',
      priority: Math.floor(random() * 10),
      condition: condition(),
      actions: [action()],
      schedule: random() < 0.2 ? { startsAtMs: null, endsAtMs: nowMs - 1 } : null,
    },
    updatedBy: 'bench',
    updatedAtMs: nowMs,
  }));
}

function brandFilter(brand: string): IndexFilter {
  return { field: 'brand', values: [brand], range: null };
}
