/**
 * The items with the largest scores, best first, equal scores by number.
 *
 * @param scores - One for each of `items`, or for item 0, 1, ... where `items` is null. Minus infinity is never taken.
 * @param mayTake - Asked only of items that would be taken.
 */
export function topItems(
  scores: Float32Array,
  items: Int32Array | null,
  count: number,
  mayTake: (item: number) => boolean = () => true,
): Int32Array {
  // A heap of places whose root is the worst kept, so that most scores cost one comparison.
  const heap: number[] = [];
  const itemAt = (place: number): number => (items === null ? place : items[place]!);
  const isWorse = (a: number, b: number): boolean => scores[a]! < scores[b]! || (scores[a] === scores[b] && itemAt(a) > itemAt(b));

  if (count === 0) return new Int32Array();
  for (let place = 0; place < scores.length; place += 1) {
    if (scores[place] === -Infinity) continue;
    if (heap.length === count && !isWorse(heap[0]!, place)) continue;
    if (!mayTake(itemAt(place))) continue;
    if (heap.length < count) siftUp(heap, place, isWorse);
    else siftDown(heap, place, isWorse);
  }
  return Int32Array.from(heap.toSorted((a, b) => (isWorse(a, b) ? 1 : -1)), itemAt);
}

type IsWorse = (a: number, b: number) => boolean;

function siftUp(heap: number[], added: number, isWorse: IsWorse): void {
  let at = heap.push(added) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isWorse(heap[at]!, heap[parent]!)) return;
    [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    at = parent;
  }
}

/** Puts `replacement` in the root's place. */
function siftDown(heap: number[], replacement: number, isWorse: IsWorse): void {
  let at = 0;
  heap[0] = replacement;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) return;
    const worst = left + 1 < heap.length && isWorse(heap[left + 1]!, heap[left]!) ? left + 1 : left;
    if (!isWorse(heap[worst]!, heap[at]!)) return;
    [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
    at = worst;
  }
}
