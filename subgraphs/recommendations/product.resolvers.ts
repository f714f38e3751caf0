import { productId } from '../../schema/ids.ts';
import type { ProductResolvers } from '../generated/recommendations.ts';
import { categoriesOnPath } from '../shared/category-path.ts';
import { checkFirst } from '../shared/check-first.ts';
import { copyEntity } from '../shared/copy-entity.ts';

export const Product = {
  __resolveReference: async ({ id }, { documents }) => copyEntity((await documents.load(productId(id)))?.product ?? null),
  categories: ({ categories }) => categoriesOnPath(categories),
  similar: ({ id }, { first }, context) => context.discovery.similar(id, checkFirst(first), context),
} satisfies ProductResolvers;
