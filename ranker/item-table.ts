import type { ProductId } from '../schema/ids.ts';

/** The items that a model or a count knows, numbered from 0 in the order they came; numbers say nothing else and never change. */
export interface ItemTable {
  readonly size: number;
  /** Undefined for an item that is not in it. */
  indexOf(id: ProductId): number | undefined;
  /** @throws RangeError outside 0..size-1. */
  idOf(index: number): ProductId;
  /** The item's number, a new one where it has none. */
  add(id: ProductId): number;
}

export function createItemTable(ids: Iterable<ProductId> = []): ItemTable {
  const list: ProductId[] = [];
  const numbers = new Map<ProductId, number>();
  const add = (id: ProductId): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, list.length);
    return list.push(id) - 1;
  };
  for (const id of ids) add(id);
  return {
    get size() {
      return list.length;
    },
    indexOf: (id) => numbers.get(id),
    idOf(index) {
      const id = list[index];
      if (id === undefined) throw new RangeError(`Expected an item number from 0 to ${list.length - 1}, got ${index}.`);
      return id;
    },
    add,
  };
}
