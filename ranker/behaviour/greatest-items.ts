/** Keeps the items of the greatest values while values grow, so that nobody has to look through all of them. */
export interface GreatestItems {
  /** To be called when an item's value has grown. */
  raised(item: number): void;
  /** The items of the `k` greatest values, in no order. */
  items(): readonly number[];
}

/**
 * Exact as long as values only grow beside one another, as counts under forward decay do.
 * @param k - Items kept, at least 1.
 * @param valueOf - The value as it stands.
 */
export function createGreatestItems(k: number, valueOf: (item: number) => number): GreatestItems {
  const kept = new Set<number>();
  /** The least of the kept when it was last looked up, by item: its value now is what a newcomer has to beat. */
  let least: number | null = null;

  function leastOfKept(): number {
    let found = -1;
    for (const item of kept) if (found === -1 || valueOf(item) < valueOf(found)) found = item;
    return found;
  }

  return {
    raised(item) {
      if (kept.has(item)) {
        if (item === least) least = null;
        return;
      }
      if (kept.size < k) {
        kept.add(item);
        least = null;
        return;
      }
      least ??= leastOfKept();
      if (valueOf(item) <= valueOf(least)) return;
      kept.delete(least);
      kept.add(item);
      least = null;
    },
    items: () => [...kept],
  };
}
