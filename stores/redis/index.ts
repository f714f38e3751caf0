export { openRedisCaches, type RedisCaches, type RedisOptions } from './open-redis-caches.ts';
export { openRedisLeases, type RedisLeasesOptions } from './open-redis-leases.ts';
export { openRedisNotices } from './open-redis-notices.ts';
export { openRedisRangeWork, type RedisRangeWorkOptions } from './open-redis-range-work.ts';
export type { RedisLog } from './connect.ts';
