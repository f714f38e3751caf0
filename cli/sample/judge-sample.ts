import { REFUSED_DIRT } from './dirt-kinds.ts';
import type { Condition, JudgedQuery } from './judged-queries.ts';
import type { ProductTruth, SampleProduct } from './sample-product.ts';

/** 0 irrelevant, 1 related, 2 good, 3 what was asked for. */
export type Grade = 0 | 1 | 2 | 3;

const MUST_COST = 2;
const SHOULD_COST = 1;

/**
 * Grades by rule over what the generator knows, not over the text, so that no search engine is judged by itself.
 * A product in a language that the shopper did not ask in is at most related; a record that cleaning refuses is irrelevant.
 */
export function judgeSample(query: JudgedQuery, { truth }: SampleProduct): Grade {
  if (truth.dirt !== null && REFUSED_DIRT.has(truth.dirt)) return 0;
  const missed = (conditions: readonly Condition[] = []): number => conditions.filter((condition) => !holds(condition, truth)).length;
  const base = query.types === null ? 3 : (query.types[truth.type] ?? 0);
  const mustCost = query.types === null ? base : MUST_COST;
  const grade = base === 0 ? 0 : base - mustCost * missed(query.must) - SHOULD_COST * missed(query.should);
  const most = query.language === 'any' || query.language === truth.language ? 3 : 1;
  return Math.max(0, Math.min(grade, most)) as Grade;
}

function holds({ brand, option, features, priceMaxCents }: Condition, truth: ProductTruth): boolean {
  if (brand !== undefined && truth.brand !== brand) return false;
  if (option !== undefined && !option.slice(1).includes(truth.options.get(option[0]) ?? '')) return false;
  if (features !== undefined && !features.some((label) => truth.features.includes(label))) return false;
  return priceMaxCents === undefined || truth.priceCents <= priceMaxCents;
}
