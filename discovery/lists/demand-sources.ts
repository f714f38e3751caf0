import type { Neighbour } from '../../ranker/index.ts';
import type { CategoryId, ProductId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { BehaviourCounts } from '../behaviour/behaviour-counts.ts';
import type { ScoreSource } from './score-source.ts';

/** Products of each source. */
const POPULAR_MAX = 500;
/** Demand of a segment below which it says nothing, and the whole shop speaks instead. */
const THIN_BELOW = 20;
/** Standard deviations above the usual from which a product counts as trending. */
const TREND_MIN = 1;

const nothing = (): readonly ProductId[] => [];

interface Rankings {
  readonly steps: number;
  /** Logarithms of demand. */
  readonly popular: ReadonlyMap<ProductId, number>;
  readonly rising: ReadonlyMap<ProductId, number>;
}

const rankings = new WeakMap<BehaviourCounts, Rankings>();

/** Made anew only when something was counted since. */
function rankingsOf(counts: BehaviourCounts): Rankings {
  const known = rankings.get(counts);
  if (known?.steps === counts.steps) return known;
  const { popularity, trend, items, steps } = counts;
  const named = (found: readonly Neighbour[]): Map<ProductId, number> => new Map(found.map(({ item, score }) => [items.idOf(item), score]));
  const made = { steps, popular: logarithmic(named(popularity.top(POPULAR_MAX))), rising: named(trend.rising(POPULAR_MAX, TREND_MIN)) };
  rankings.set(counts, made);
  return made;
}

/** What is wanted most in the whole shop, on a logarithmic scale: the first is no thousand times better than the hundredth. */
export function popularSource(counts: BehaviourCounts, weight: number): ScoreSource {
  return { code: 'POPULAR', weight, scores: rankingsOf(counts).popular, becauseOf: nothing, subject: null };
}

/** What is wanted more than usual. */
export function trendingSource(counts: BehaviourCounts, weight: number): ScoreSource {
  return { code: 'TRENDING', weight, scores: rankingsOf(counts).rising, becauseOf: nothing, subject: null };
}

/** What is wanted most in the narrowest category of a product that is not thin; null where all are. */
export function popularInCategoryOf({ product }: IndexDocument, counts: BehaviourCounts, weight: number): ScoreSource | null {
  for (const { id, name } of product.categories.toReversed()) {
    const number = counts.categoryNumber(id);
    if (number === null || counts.inCategory.total(number) < THIN_BELOW) continue;
    const top = counts.inCategory.top(number, POPULAR_MAX);
    const scores = logarithmic(new Map(top.map(({ item, score }) => [counts.items.idOf(item), score])));
    return { code: 'POPULAR_IN_CATEGORY', weight, scores, becauseOf: nothing, subject: name };
  }
  return null;
}

/** What shoppers want who are mostly interested in a department; null where they are few. */
export function audienceSource(
  department: { readonly id: CategoryId; readonly name: string },
  counts: BehaviourCounts,
  weight: number,
): ScoreSource | null {
  const number = counts.categoryNumber(department.id);
  if (number === null || counts.ofAudience.total(number) < THIN_BELOW) return null;
  const top = counts.ofAudience.top(number, POPULAR_MAX);
  const scores = logarithmic(new Map(top.map(({ item, score }) => [counts.items.idOf(item), score])));
  return { code: 'AUDIENCE', weight, scores, becauseOf: nothing, subject: department.name };
}

function logarithmic(scores: ReadonlyMap<ProductId, number>): Map<ProductId, number> {
  return new Map(Array.from(scores, ([id, score]) => [id, Math.log1p(score)]));
}
