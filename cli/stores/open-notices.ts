import { createNotices } from '../../stores/embedded/index.ts';
import type { Notices } from '../../stores/ports/notices.ts';
import { openRedisNotices } from '../../stores/redis/index.ts';
import type { StoreOptions } from './store-options.ts';

/** Word between the shop's processes: over Redis where its URL is set; else there is but one process. */
export async function openNotices({ servers: { redisUrl, namespace }, log }: StoreOptions): Promise<Notices> {
  if (redisUrl !== null) return openRedisNotices({ url: redisUrl, namespace, log });
  return createNotices();
}
