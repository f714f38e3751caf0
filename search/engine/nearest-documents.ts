import { admit } from './admit.ts';
import type { EngineState } from './engine-state.ts';
import type { EngineNeighbour, EngineNeighbourQuery } from './engine-types.ts';
import { firstOfGroups, groupOf } from './groups.ts';
import { passFilters } from './pass-filters.ts';
import { ascendingBits, radixSort } from './radix-sort.ts';
import { fitScratch, MATCH, type SearchScratch } from './search-scratch.ts';
import { mergeOrder } from './sorted-order.ts';
import { cosineOf } from './vector-rows.ts';

/** The documents nearest to a vector by cosine, found by looking at each that passes the filters. */
export function nearestDocuments(
  state: EngineState,
  scratch: SearchScratch,
  { vector, filters, limit, only = [], hide = [] }: EngineNeighbourQuery,
): EngineNeighbour[] {
  const { documents, vectors } = state;
  if (vectors.dimensions === 0 || vectors.dimensions !== vector.length) return [];
  fitScratch(scratch, state);
  const passed = passFilters(state, filters);
  const similarities = new Float32Array(documents.ids.length);
  const bits = new Uint32Array(similarities.buffer);
  const near = new Uint32Array(documents.ordinals.size);
  let length = 0;
  for (let ordinal = 0; ordinal < documents.ids.length; ordinal++) {
    const has = documents.alive.data[ordinal] === 1 && vectors.inverseNorms.data[ordinal] !== 0;
    if (!has || passed.roleOf(ordinal) !== MATCH) continue;
    // -0 and 0 are one number.
    similarities[ordinal] = cosineOf(vectors, ordinal, vector) + 0;
    near[length++] = ordinal;
  }
  const keys = new Uint32Array(documents.ids.length);
  const matches = admit(state, scratch, near.subarray(0, length), { only, hide });
  for (let i = 0; i < matches.length; i++) keys[matches[i]!] = ~ascendingBits(bits[matches[i]!]!);
  const [byId, spare] = radixSort(matches, new Uint32Array(matches.length), mergeOrder(documents.idOrder, documents.ids).rank);
  const [best] = radixSort(byId, spare, keys);
  return Array.from(firstOfGroups(state, scratch, best, limit), (ordinal) => ({
    id: documents.ids[ordinal]!,
    group: groupOf(state, ordinal),
    similarity: similarities[ordinal]!,
  }));
}
