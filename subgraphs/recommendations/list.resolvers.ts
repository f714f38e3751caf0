import type { RecommendationConnectionResolvers, RecommendationEdgeResolvers } from '../generated/recommendations.ts';
import { pageInfo } from '../shared/page-info.ts';

export const RecommendationConnection = {
  edges: ({ hits }) => hits,
  pageInfo: ({ hits, hasNextPage, hasPreviousPage }) =>
    pageInfo({ hasNextPage, hasPreviousPage, cursors: hits.map(({ cursor }) => cursor) }),
} satisfies RecommendationConnectionResolvers;

export const RecommendationEdge = {
  node: ({ document }) => document.product,
  reason: ({ reason: { code, text, because } }) => ({ code, text, because: because.map(({ product }) => product) }),
} satisfies RecommendationEdgeResolvers;
