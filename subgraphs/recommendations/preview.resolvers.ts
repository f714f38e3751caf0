import { ruleId, segmentId } from '../../schema/ids.ts';
import type { PreviewMoveResolvers, QueryResolvers } from '../generated/recommendations.ts';
import { checkFirst } from '../shared/check-first.ts';
import { requireRole } from '../shared/require-role.ts';
import { toFilterRequest } from './search.resolvers.ts';

export const previewQueries = {
  previewSearch: (_root, { query, filters, drafts, segmentId: segment, locale, at, first }, context) => {
    requireRole(context.identity, 'MERCHANDISER', 'previewSearch');
    return context.discovery.preview(
      {
        query,
        filters: (filters ?? []).map(toFilterRequest),
        drafts: drafts.map(({ replaces, rule }) => ({ replaces: replaces == null ? null : ruleId(replaces), rule: rule ?? null })),
        segmentId: segment == null ? null : segmentId(segment),
        locale: locale ?? null,
        atMs: at == null ? null : Date.parse(at),
        first: checkFirst(first),
      },
      context,
    );
  },
} satisfies QueryResolvers;

export const PreviewMove = {
  product: ({ document }) => document.product,
} satisfies PreviewMoveResolvers;
