import type { RecommendationList, Strategy } from '../../discovery/index.ts';
import type { UserResolvers } from '../generated/recommendations.ts';
import { checkFirst } from '../shared/check-first.ts';
import type { RecommendationsContext } from './recommendations-context.ts';

export const User = {
  /** Null for anyone but the caller: what is known of a shopper is for that shopper. */
  __resolveReference: ({ id }, { identity: { userId, visitorId } }) => (id === (userId ?? visitorId) ? { id } : null),
  forYou: (_user, { first, after }, context) => ownList('FOR_YOU', first, after ?? null, context),
  recentlyViewed: (_user, { first }, context) => ownList('RECENTLY_VIEWED', first, null, context),
} satisfies UserResolvers;

function ownList(
  strategy: Strategy,
  first: number,
  after: string | null,
  context: RecommendationsContext,
): Promise<RecommendationList> {
  const request = { strategy, productIds: [], excludeProductIds: [], filters: [], first: checkFirst(first), after };
  return context.discovery.recommend(request, context);
}
