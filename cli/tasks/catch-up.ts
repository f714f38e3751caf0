import type { Shop } from '../open-shop.ts';
import type { TaskContext } from './shop-task.ts';

/** Waits until all that the catalog holds now is searchable or in quarantine; what is merely under way is no difference. */
export async function catchUp({ catalog, indexer }: Shop, { signal }: Pick<TaskContext, 'signal'>): Promise<void> {
  indexer.start();
  const { version } = await catalog.head(signal);
  await indexer.caughtUp(version, { timeoutMs: Number.POSITIVE_INFINITY, signal });
}
