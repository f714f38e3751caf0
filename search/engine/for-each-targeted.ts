import { documentPasses } from './document-passes.ts';
import type { EngineState } from './engine-state.ts';
import type { EngineFilter, EngineTarget } from './engine-types.ts';
import { forEachPassing, passFilters } from './pass-filters.ts';
import { MATCH } from './search-scratch.ts';

/**
 * Visits the documents among `ordinals` that a target points at, in no order, some of them perhaps twice, and perhaps others that
 * it points at: it asks the documents one by one, or walks the columns of its filters, whichever is less work.
 */
export function forEachTargeted(
  state: EngineState,
  { ids, filters }: EngineTarget,
  ordinals: Uint32Array,
  visit: (ordinal: number) => void,
): void {
  const { documents } = state;
  for (const id of ids) {
    const ordinal = documents.ordinals.get(id);
    if (ordinal !== undefined) visit(ordinal);
  }
  const [first, ...others] = filters;
  if (first === undefined) return;
  const valuesOfAll = (documents.values.length / documents.ids.length) * ordinals.length;
  const passes = valuesOfAll < columnSize(state, first) ? filters.map((filter) => documentPasses(state, filter)) : [null];
  if (passes.every((pass) => pass !== null)) {
    for (const ordinal of ordinals) if (passes.every((pass) => pass(ordinal))) visit(ordinal);
  } else if (others.length === 0) {
    forEachPassing(state, first.field, first, visit);
  } else {
    const outcome = passFilters(state, filters);
    for (let ordinal = 0; ordinal < documents.ids.length; ordinal++) if (outcome.roleOf(ordinal) === MATCH) visit(ordinal);
  }
}

/** Entries that walking the filter's columns would read. */
function columnSize({ keywords, numbers }: EngineState, { field }: EngineFilter): number {
  const keyword = keywords.fields.numbers.get(field);
  const number = numbers.fields.numbers.get(field);
  return (keyword === undefined ? 0 : keywords.columns.size.data[keyword]!) + (number === undefined ? 0 : numbers.columns.size.data[number]!);
}
