import { createLeases } from '../../stores/embedded/index.ts';
import type { Leases } from '../../stores/ports/leases.ts';
import { openRedisLeases } from '../../stores/redis/index.ts';
import type { StoreOptions } from './store-options.ts';

/** Who of several processes does what: agreed on over Redis where its URL is set; else there is but one process. */
export async function openLeases({ servers: { redisUrl, namespace }, log }: StoreOptions): Promise<Leases> {
  if (redisUrl !== null) return openRedisLeases({ url: redisUrl, namespace, log });
  return createLeases();
}
