import { productId } from '../../schema/ids.ts';
import type { QueryResolvers } from '../generated/recommendations.ts';
import { checkFirst } from '../shared/check-first.ts';
import { toFilterRequest } from './search.resolvers.ts';

export const recommendQueries = {
  recommendations: (_root, { strategy, productIds, excludeProductIds, filters, first, after }, context) =>
    context.discovery.recommend(
      {
        strategy,
        productIds: (productIds ?? []).map(productId),
        excludeProductIds: (excludeProductIds ?? []).map(productId),
        filters: (filters ?? []).map(toFilterRequest),
        first: checkFirst(first),
        after: after ?? null,
      },
      context,
    ),
} satisfies QueryResolvers;
