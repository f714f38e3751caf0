import type { RecommendationList, Strategy } from '../../discovery/index.ts';
import { productId } from '../../schema/ids.ts';
import type { ProductResolvers } from '../generated/recommendations.ts';
import { categoriesOnPath } from '../shared/category-path.ts';
import { checkFirst } from '../shared/check-first.ts';
import { copyEntity } from '../shared/copy-entity.ts';
import type { RecommendationsContext } from './recommendations-context.ts';

export const Product = {
  __resolveReference: async ({ id }, { documents }) => copyEntity((await documents.load(productId(id)))?.product ?? null),
  categories: ({ categories }) => categoriesOnPath(categories),
  similar: ({ id }, { first }, context) => listFor(id, 'SIMILAR', first, context),
  boughtTogether: ({ id }, { first }, context) => listFor(id, 'BOUGHT_TOGETHER', first, context),
} satisfies ProductResolvers;

function listFor(id: string, strategy: Strategy, first: number, context: RecommendationsContext): Promise<RecommendationList> {
  const request = { strategy, productIds: [productId(id)], excludeProductIds: [], filters: [], first: checkFirst(first), after: null };
  return context.discovery.recommend(request, context);
}
