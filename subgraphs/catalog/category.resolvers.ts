import { categoryId } from '../../schema/ids.ts';
import type { CategoryResolvers, QueryResolvers } from '../generated/catalog.ts';
import { copyEntity } from '../shared/copy-entity.ts';
import { ROOTS } from './category.loader.ts';
import { isStored } from './category-parent.ts';

export const categoryQueries = {
  category: (_root, { id }, { categories }) => categories.load(categoryId(id)),
  categories: (_root, { parentId }, { childCategories }) => childCategories.load(parentId == null ? ROOTS : categoryId(parentId)),
} satisfies QueryResolvers;

export const Category = {
  __resolveReference: async ({ id }, { categories }) => copyEntity(await categories.load(categoryId(id))),

  parent: (category, _args, { categories }) => {
    if (!isStored(category)) return category.parent;
    return category.parentId === null ? null : categories.load(category.parentId);
  },

  children: ({ id }, _args, { childCategories }) => childCategories.load(categoryId(id)),

  /** 0 for a category of a product's path whose last product has left the store since. */
  productCount: async (category, _args, { categories }) => {
    const stored = isStored(category) ? category : await categories.load(categoryId(category.id));
    return stored?.productCount ?? 0;
  },
} satisfies CategoryResolvers;
