/** Share of the catalogue that appears in any of the lists, 0 to 1. */
export function coverage(lists: Iterable<ArrayLike<number>>, items: number): number {
  const seen = new Set<number>();
  for (const list of lists) for (let place = 0; place < list.length; place += 1) seen.add(list[place]!);
  return seen.size / items;
}

/**
 * How different the items of one list are: 1 minus the mean likeness of its pairs (intra-list diversity; Ziegler et al. 2005).
 * @param likeness - Of two items, 0 to 1, symmetric. @returns 0 for lists of fewer than two.
 */
export function diversity(list: ArrayLike<number>, likeness: (a: number, b: number) => number): number {
  let sum = 0;
  let pairs = 0;
  for (let later = 1; later < list.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      sum += 1 - likeness(list[earlier]!, list[later]!);
      pairs += 1;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}
