import { type AnyBulkWriteOperation, type ClientSession, type Collection, Long } from 'mongodb';
import type { CategoryId, ChangeVersion } from '../../../schema/ids.ts';
import { type CategoryNode, categoryNodes } from '../../ports/category-nodes.ts';
import type { ProductCategory } from '../../ports/product.ts';
import type { CategoryDocument } from './catalog-collections.ts';

/**
 * What some products do to the category tree, gathered so that each category is written once. A product counts once in each of its
 * categories. Name and parent of a category are those that the product of the highest version gave it.
 */
export interface CategoryMoves {
  /** A path is empty for a product that was not there, or is no longer. The version is that of the product as it is after. */
  move(before: readonly ProductCategory[], after: readonly ProductCategory[], version: ChangeVersion): void;
  /** Writes it all to the documents of one slot. */
  apply(categories: Collection<CategoryDocument>, slot: number, session: ClientSession): Promise<void>;
}

interface Move {
  by: number;
  node: CategoryNode;
  /** Null where the node is only what it was before. */
  describedBy: ChangeVersion | null;
}

export function createCategoryMoves(): CategoryMoves {
  const moves = new Map<CategoryId, Move>();
  const moveOf = (id: CategoryId, node: CategoryNode): Move => {
    const move = moves.get(id) ?? { by: 0, node, describedBy: null };
    moves.set(id, move);
    return move;
  };

  return {
    move(before, after, version) {
      const had = categoryNodes(before);
      const has = categoryNodes(after);
      for (const [id, node] of has) {
        const known = had.get(id);
        // Writes only where something is new: most products move without a change of their categories.
        if (known?.name === node.name && known.parentId === node.parentId) continue;
        const move = moveOf(id, node);
        if (known === undefined) move.by += 1;
        if (move.describedBy === null || version >= move.describedBy) Object.assign(move, { node, describedBy: version });
      }
      for (const [id, node] of had) if (!has.has(id)) moveOf(id, node).by -= 1;
    },

    async apply(categories, slot, session) {
      const writes = [...moves].flatMap(([category, { by, node, describedBy }]): AnyBulkWriteOperation<CategoryDocument>[] => {
        if (by === 0 && describedBy === null) return [];
        const described = { ...node, describedBy: Long.fromBigInt(describedBy ?? 0n) };
        const update = { $inc: { productCount: by }, ...(describedBy === null ? { $setOnInsert: { category, ...described } } : { $set: { category, ...described } }) };
        return [{ updateOne: { filter: { _id: `${slot}:${category}` }, update, upsert: true } }];
      });
      if (writes.length > 0) await categories.bulkWrite(writes, { session, ordered: false });
    },
  };
}
