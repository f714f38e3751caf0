import type { FilterRequest } from '../../discovery/index.ts';
import { hasRole } from '../../schema/identity.ts';
import type {
  FilterInput,
  QueryResolvers,
  RankingExplanationResolvers,
  SearchConnectionResolvers,
  SearchEdgeResolvers,
} from '../generated/recommendations.ts';
import { checkFirst } from '../shared/check-first.ts';
import { pageInfo } from '../shared/page-info.ts';
import { askedFacets } from './asked-facets.ts';

export const searchQueries = {
  search: (_root, { query, filters, sort, first, after, personalize, locale }, context, info) =>
    context.discovery.search(
      {
        query,
        filters: (filters ?? []).map(toFilterRequest),
        sort,
        first: checkFirst(first),
        after: after ?? null,
        personalize,
        locale: locale ?? null,
        facets: askedFacets(info),
      },
      context,
    ),
} satisfies QueryResolvers;

export const SearchConnection = {
  edges: ({ hits }) => hits,
  pageInfo: ({ hits, hasNextPage, hasPreviousPage }) =>
    pageInfo({ hasNextPage, hasPreviousPage, cursors: hits.map(({ cursor }) => cursor) }),
  facets: (result, { fields }) => result.facets(fields ?? null),
  redirect: ({ redirect }) => (redirect === null ? null : { url: redirect }),
} satisfies SearchConnectionResolvers;

export const SearchEdge = {
  node: ({ document }) => document.product,
  highlights: (hit) => hit.highlights(),
  explanation: ({ explanation }, _args, { identity }) => (hasRole(identity, 'MERCHANDISER') ? explanation : null),
} satisfies SearchEdgeResolvers;

/** What an order without a model has nothing to say about is empty. */
export const RankingExplanation = {
  experimentArm: () => null,
  baseline: async (explanation) => (await explanation.attribution())?.baseline ?? null,
  features: async (explanation) => (await explanation.attribution())?.features ?? [],
} satisfies RankingExplanationResolvers;

export function toFilterRequest({ field, values, range }: FilterInput): FilterRequest {
  return {
    field,
    values: values ?? null,
    range: range == null ? null : { min: range.min ?? null, max: range.max ?? null },
  };
}
