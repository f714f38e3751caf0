import type { QuarantinedProductResolvers, QueryResolvers } from '../generated/catalog.ts';
import { checkFirst } from '../shared/check-first.ts';
import { pageInfo } from '../shared/page-info.ts';
import { requireRole } from '../shared/require-role.ts';

export const quarantineQueries = {
  quarantine: async (_root, { first, after }, { identity, signal, deps: { quarantine } }) => {
    requireRole(identity, 'MERCHANDISER', 'quarantine');
    const { records, cursors, next, total } = await quarantine.quarantinePage(checkFirst(first), after ?? null, signal);
    return {
      edges: records.map((node, at) => ({ cursor: cursors[at]!, node })),
      pageInfo: pageInfo({ hasNextPage: next !== null, hasPreviousPage: after != null, cursors }),
      totalCount: total,
    };
  },
} satisfies QueryResolvers;

export const QuarantinedProduct = {
  reasons: ({ issues }) => issues,
  at: ({ atMs }) => atMs,
  source: ({ source }) => JSON.stringify(source),
} satisfies QuarantinedProductResolvers;
