import type { EngineState } from './engine-state.ts';
import type { EngineTarget } from './engine-types.ts';
import { forEachPassing, passFilters } from './pass-filters.ts';
import { MATCH } from './search-scratch.ts';

/** Visits the documents that a target points at, in no order, some of them perhaps twice. */
export function forEachTargeted(state: EngineState, { ids, filters }: EngineTarget, visit: (ordinal: number) => void): void {
  const { documents } = state;
  for (const id of ids) {
    const ordinal = documents.ordinals.get(id);
    if (ordinal !== undefined) visit(ordinal);
  }
  const [first, ...others] = filters;
  if (first === undefined) return;
  if (others.length === 0) {
    forEachPassing(state, first.field, first, visit);
    return;
  }
  const outcome = passFilters(state, filters);
  for (let ordinal = 0; ordinal < documents.ids.length; ordinal++) if (outcome.roleOf(ordinal) === MATCH) visit(ordinal);
}
