export { openRedisCaches, type RedisCaches, type RedisOptions } from './open-redis-caches.ts';
export { openRedisNotices } from './open-redis-notices.ts';
export type { RedisLog } from './connect.ts';
