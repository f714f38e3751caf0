import type { ProductId } from '../../schema/ids.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';
import type { RecommendRequest, Strategy } from '../search-types.ts';
import { checkFirst } from './check-first.ts';
import { invalidInput } from './invalid-input.ts';
import { parseFilters } from './parse-filters.ts';

/** Seeds of one list. */
export const SEEDS_MAX = 100;
/** Products that a list leaves out at the caller's wish. */
export const EXCLUDED_MAX = 1_000;

const PRODUCT_ID_LENGTH_MAX = 200;
const NEEDS_SEEDS: ReadonlySet<Strategy> = new Set<Strategy>(['SIMILAR', 'BOUGHT_TOGETHER']);

/** A request for a list that can be answered as it is. */
export interface CheckedList {
  readonly strategy: Strategy;
  /** Distinct, in the order given. */
  readonly seeds: readonly ProductId[];
  readonly excluded: ReadonlySet<ProductId>;
  readonly filters: readonly IndexFilter[];
  readonly first: number;
  readonly after: string | null;
}

/** @throws AppError `INPUT_INVALID` or `FILTER_FIELD_UNKNOWN`, naming the argument. */
export function checkRecommendRequest(request: RecommendRequest): CheckedList {
  const { strategy, first, after } = request;
  const seeds = checkIds(request.productIds, 'productIds', SEEDS_MAX);
  if (seeds.length === 0 && NEEDS_SEEDS.has(strategy)) {
    throw invalidInput('productIds', `at least one product for ${strategy}`, 'none');
  }
  return {
    strategy,
    seeds: [...new Set(seeds)],
    excluded: new Set(checkIds(request.excludeProductIds, 'excludeProductIds', EXCLUDED_MAX)),
    filters: parseFilters(request.filters),
    first: checkFirst(first),
    after,
  };
}

function checkIds(ids: readonly ProductId[], path: string, max: number): readonly ProductId[] {
  if (ids.length > max) throw invalidInput(path, `at most ${max} products`, String(ids.length));
  for (const [i, id] of ids.entries()) {
    const length = id.length;
    if (length === 0) throw invalidInput(`${path}[${i}]`, 'an id', 'an empty text');
    if (length > PRODUCT_ID_LENGTH_MAX) throw invalidInput(`${path}[${i}]`, `at most ${PRODUCT_ID_LENGTH_MAX} characters`, String(length));
  }
  return ids;
}
