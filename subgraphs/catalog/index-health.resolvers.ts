import type { QueryResolvers } from '../generated/catalog.ts';
import { requireRole } from '../shared/require-role.ts';

export const indexHealthQueries = {
  indexHealth: async (_root, _args, { identity, signal, deps: { index, feed, quarantine, now } }) => {
    requireRole(identity, 'MERCHANDISER', 'indexHealth');
    const [status, quarantined] = await Promise.all([index.status(signal), quarantine.countQuarantined(signal)]);
    const pending = await feed.pending(status.checkpoint?.token ?? null, signal);
    return {
      documents: status.documents,
      pendingChanges: pending.count,
      lagSeconds: pending.oldestAtMs === null ? 0 : Math.max(0, now() - pending.oldestAtMs) / 1_000,
      quarantined,
      alias: status.alias,
      lastRebuildAt: status.rebuiltAtMs,
    };
  },
} satisfies QueryResolvers;
