import { productId } from '../../schema/ids.ts';
import type { ProductResolvers, QueryResolvers } from '../generated/catalog.ts';
import { categoriesOnPath } from '../shared/category-path.ts';
import { checkCount } from '../shared/check-count.ts';
import { copyEntity } from '../shared/copy-entity.ts';

const IDS_MAX = 100;

export const productQueries = {
  product: (_root, { id }, { products }) => products.load(productId(id)),

  products: (_root, { ids }, { products }) => {
    checkCount('ids', ids, IDS_MAX);
    return ids.map((id) => products.load(productId(id)));
  },
} satisfies QueryResolvers;

export const Product = {
  __resolveReference: async ({ id }, { products }) => copyEntity(await products.load(productId(id))),
  categories: ({ categories }) => categoriesOnPath(categories),
  releasedAt: ({ releasedAtMs }) => releasedAtMs,
  updatedAt: ({ updatedAtMs }) => updatedAtMs,
} satisfies ProductResolvers;
