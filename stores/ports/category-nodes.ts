import type { CategoryId } from '../../schema/ids.ts';
import type { ProductCategory } from './product.ts';

export interface CategoryNode {
  readonly name: string;
  /** Null for a root. */
  readonly parentId: CategoryId | null;
}

/** The categories of a product's path, root first. Each once, also where a path names it twice; there its first place holds. */
export function categoryNodes(path: readonly ProductCategory[]): ReadonlyMap<CategoryId, CategoryNode> {
  const nodes = new Map<CategoryId, CategoryNode>();
  for (const [level, { id, name }] of path.entries()) {
    if (!nodes.has(id)) nodes.set(id, { name, parentId: path[level - 1]?.id ?? null });
  }
  return nodes;
}
