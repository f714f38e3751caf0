/** How many counts of one category there may be. */
export const SLOTS = 32;

/**
 * Where writers count. All products share the categories at the top, and two transactions that write one document cannot both go
 * on, so a category is counted in several documents, whose sum is its count: whoever writes at the same time writes to others.
 */
export interface CountingSlots {
  /** A slot that nobody else in this process has; it is given back when disposed of. */
  take(): CountingSlot;
}

export interface CountingSlot extends Disposable {
  /** 0 to `SLOTS` - 1. */
  readonly number: number;
  /** Goes to another one, after somebody else's process was met in this one, and so do later writers of this process. */
  leave(): void;
}

/** @param random - Uniform in [0, 1). */
export function createCountingSlots(random: () => number): CountingSlots {
  const taken = new Set<number>();
  // A shop with one process keeps to few documents.
  let preferred = 0;

  const takeFrom = (first: number): number => {
    const order = Array.from({ length: SLOTS }, (_, i) => (first + i) % SLOTS);
    const number = order.find((slot) => !taken.has(slot)) ?? first;
    taken.add(number);
    return number;
  };

  return {
    take() {
      let number = takeFrom(preferred);
      return {
        get number() {
          return number;
        },
        leave() {
          taken.delete(number);
          preferred = Math.floor(random() * SLOTS);
          number = takeFrom(preferred);
        },
        [Symbol.dispose]: () => void taken.delete(number),
      };
    },
  };
}
