export { openRedisCaches, type RedisCaches, type RedisOptions } from './open-redis-caches.ts';
export type { RedisLog } from './connect.ts';
