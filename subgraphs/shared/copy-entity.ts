/**
 * A copy for `__resolveReference` to return: @apollo/subgraph writes `__typename` on what it is given, and what a store
 * or the index hands out may be shared or frozen.
 */
export function copyEntity<T extends object>(entity: T | null): T | null {
  return entity === null ? null : { ...entity };
}
