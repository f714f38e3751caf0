import type { ServerSettings } from './server-settings.ts';

/**
 * True where a store is embedded, so that the shop's folder can have one process only. Where all of them are servers any
 * number of processes may work on the shop.
 */
export function usesFolder({ mongodbUrl, elasticsearchUrl, redisUrl }: ServerSettings): boolean {
  return mongodbUrl === null || elasticsearchUrl === null || redisUrl === null;
}
