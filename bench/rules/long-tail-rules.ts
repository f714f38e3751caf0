import { ruleId, segmentId } from '../../schema/ids.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { QueryMatchMode, Rule, RuleAction, RuleCondition } from '../../stores/ports/rule.ts';
import { seededRandom } from '../support/seeded-random.ts';

const NO_CONDITION: RuleCondition = { query: null, filters: [], segmentIds: [], locale: null, strategies: [] };
const WORDS_MAX = 3;

export interface LongTailOptions {
  /** Queries that shoppers ask: each gets two rules of its own, one for that very query and one for its last word as a phrase. */
  readonly queries: readonly string[];
  readonly count: number;
  readonly seed: number;
  readonly nowMs: number;
}

/**
 * Active rules as merchandisers write them, the same for the same seed: two for each query asked, the others over the distinct
 * phrases of one to three words in the catalogue's titles, each as likely, so that most are for queries seldom asked. Of those
 * half are for the phrase, four of ten for the exact query, one of twenty for any of its words, one of twenty for a brand's filter;
 * some are for new shoppers only, for a locale, or over.
 */
export function longTailRules(products: readonly Product[], { queries, count, seed, nowMs }: LongTailOptions): readonly Rule[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const phrases = [...new Set(products.flatMap(({ title }) => phrasesOf(title)))];
  const brands = [...new Set(products.map(({ brand }) => brand).filter((brand) => brand !== null))];
  const ofBrand = () => ({ field: 'brand' as const, values: [pick(brands)], range: null });
  const asks = (text: string, mode: QueryMatchMode): RuleCondition => ({ ...NO_CONDITION, query: { text, mode } });
  const own = queries.flatMap((query) => [asks(query, 'EXACT'), asks(query.split(' ').at(-1)!, 'PHRASE')]);
  const tail = (): RuleCondition => {
    const kind = random();
    const limits = { locale: random() < 0.1 ? 'de' : null, segmentIds: random() < 0.05 ? [segmentId('new')] : [] };
    if (kind < 0.05) return { ...NO_CONDITION, ...limits, filters: [ofBrand()] };
    return { ...asks(pick(phrases), kind < 0.1 ? 'ANY_WORD' : kind < 0.6 ? 'PHRASE' : 'EXACT'), ...limits };
  };
  const action = (): RuleAction => {
    const target = random() < 0.5 ? { productIds: [pick(products).id], filters: [] } : { productIds: [], filters: [ofBrand()] };
    const kind = random();
    if (kind < 0.4) return { kind: 'BOOST', target, factor: 1.5 };
    if (kind < 0.7) return { kind: 'BURY', target, factor: 0.5 };
    if (kind < 0.85) return { kind: 'HIDE', target };
    return { kind: 'PIN', productId: pick(products).id, filters: [], position: 3 };
  };
  return Array.from({ length: count }, (_none, number): Rule => ({
    id: ruleId(`long-tail-${number}`),
    version: 1,
    content: {
      name: `Rule ${number}`,
      status: 'ACTIVE',
      priority: Math.floor(random() * 10),
      condition: own[number] ?? tail(),
      actions: [action()],
      schedule: number >= own.length && random() < 0.1 ? { startsAtMs: null, endsAtMs: nowMs - 1 } : null,
    },
    updatedBy: 'bench',
    updatedAtMs: nowMs,
  }));
}

/** All runs of one to three words. */
function phrasesOf(title: string): readonly string[] {
  const words = title.split(' ').filter((word) => /\p{L}/u.test(word));
  return words.flatMap((_word, from) =>
    Array.from({ length: Math.min(WORDS_MAX, words.length - from) }, (_none, more) => words.slice(from, from + more + 1).join(' ')),
  );
}
