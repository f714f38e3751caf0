import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import type { CategoryId } from '../../../schema/ids.ts';
import { type CategoryNode, categoryNodes } from '../../ports/category-nodes.ts';
import type { ProductCategory } from '../../ports/product.ts';
import type { CategoryDocument } from './catalog-collections.ts';

/**
 * What some products do to the category tree, gathered so that each category is written once. A product counts once in each of its
 * categories. Name and parent of a category are those that the last moved product gave it; the last product to leave takes
 * the category with it.
 */
export interface CategoryMoves {
  /** A path is empty for a product that was not there, or is no longer. */
  move(before: readonly ProductCategory[], after: readonly ProductCategory[]): void;
  apply(categories: Collection<CategoryDocument>, session: ClientSession): Promise<void>;
}

export function createCategoryMoves(): CategoryMoves {
  const deltas = new Map<CategoryId, number>();
  const described = new Map<CategoryId, CategoryNode>();
  const count = (id: CategoryId, by: number): void => void deltas.set(id, (deltas.get(id) ?? 0) + by);

  return {
    move(before, after) {
      const had = categoryNodes(before);
      const has = categoryNodes(after);
      for (const [id, node] of has) {
        const known = had.get(id);
        // Writes only where something is new: most products move without a change of their categories.
        if (known === undefined || known.name !== node.name || known.parentId !== node.parentId) described.set(id, node);
        if (known === undefined) count(id, 1);
      }
      for (const id of had.keys()) if (!has.has(id)) count(id, -1);
    },

    async apply(categories, session) {
      const writes = [...new Set([...deltas.keys(), ...described.keys()])].flatMap((_id): AnyBulkWriteOperation<CategoryDocument>[] => {
        const delta = deltas.get(_id) ?? 0;
        const node = described.get(_id);
        if (delta === 0 && node === undefined) return [];
        return [{ updateOne: { filter: { _id }, update: { $inc: { productCount: delta }, ...(node && { $set: node }) }, upsert: delta > 0 } }];
      });
      if (writes.length === 0) return;
      await categories.bulkWrite(writes, { session, ordered: false });
      const lessened = [...deltas].filter(([, delta]) => delta < 0).map(([id]) => id);
      if (lessened.length > 0) await categories.deleteMany({ _id: { $in: lessened }, productCount: 0 }, { session });
    },
  };
}
