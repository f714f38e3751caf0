import type { CategoryId } from '../../schema/ids.ts';

/** Numbers for categories, from 0 in the order met. */
export interface CategoryNumbers {
  /** Of a path, root first. */
  add(path: readonly CategoryId[]): readonly number[];
  /** Null for one that was never met. */
  numberOf(id: CategoryId): number | null;
  idOf(number: number): CategoryId;
  /** Number of the category at the root of its path. */
  rootOf(number: number): number;
}

export function createCategoryNumbers(): CategoryNumbers {
  const numbers = new Map<CategoryId, number>();
  const ids: CategoryId[] = [];
  const roots: number[] = [];
  return {
    add(path) {
      const found: number[] = [];
      for (const id of path) {
        const number = numbers.get(id) ?? numbers.size;
        numbers.set(id, number);
        ids[number] = id;
        found.push(number);
        roots[number] ??= found[0]!;
      }
      return found;
    },
    idOf: (number) => ids[number]!,
    numberOf: (id) => numbers.get(id) ?? null,
    rootOf: (number) => roots[number] ?? number,
  };
}
