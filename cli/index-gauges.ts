import type { ShopGauge } from '../gateway/index.ts';
import type { PendingChanges } from '../stores/ports/change-feed.ts';
import type { CatalogParts } from './parts/subgraphs.ts';

/** `indexHealth` for whoever watches over the shop. */
export function indexGauges({ catalog, index }: CatalogParts, now: () => number): readonly ShopGauge[] {
  const pending = async (): Promise<PendingChanges> => catalog.pending((await index.position()).checkpoint?.token ?? null);
  return [
    { name: 'aisle_index_documents', help: 'Products in the search index.', read: async () => (await index.status()).documents },
    { name: 'aisle_index_pending_changes', help: 'Changes of the catalog that the index does not have yet.', read: async () => (await pending()).count },
    {
      name: 'aisle_index_lag_seconds',
      help: 'Age of the oldest change that the index does not have yet.',
      read: async () => {
        const { oldestAtMs } = await pending();
        return oldestAtMs === null ? 0 : Math.max(0, now() - oldestAtMs) / 1_000;
      },
    },
    { name: 'aisle_quarantined_records', help: 'Records that cleaning refused.', read: () => catalog.countQuarantined() },
    { name: 'aisle_index_memory_bytes', help: 'Estimate of what the index holds in memory; 0 where it is a server.', read: async () => (await index.memoryBytes()) ?? 0 },
  ];
}
