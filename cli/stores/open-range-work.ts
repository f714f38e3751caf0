import { createRangeWork } from '../../stores/embedded/index.ts';
import type { RangeWork } from '../../stores/ports/range-work.ts';
import { openRedisRangeWork } from '../../stores/redis/index.ts';
import type { StoreOptions } from './store-options.ts';

/** Ranges at once: while one is cleaned, others are on their way to the index. */
const CONCURRENCY = 3;

/** The embedded stores work in this process, one piece after another. */
const EMBEDDED_CONCURRENCY = 2;

/** The work of rebuilds: shared over Redis where its URL is set; else there is but one process. @param form - Of the index. */
export async function openRangeWork({ servers: { redisUrl, namespace }, log }: StoreOptions, form: string): Promise<RangeWork> {
  if (redisUrl !== null) return openRedisRangeWork({ url: redisUrl, namespace, form, log, concurrency: CONCURRENCY });
  return createRangeWork({ concurrency: EMBEDDED_CONCURRENCY });
}
