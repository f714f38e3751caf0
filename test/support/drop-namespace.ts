import { Redis } from 'ioredis';
import type { ServerSettings } from '../../cli/stores/server-settings.ts';
import { scratchDatabase } from '../stores/mongodb/support/scratch-database.ts';
import { dropIndexes } from './drop-indexes.ts';

/** Deletes all that a shop has put on servers. */
export async function dropNamespace({ mongodbUrl, elasticsearchUrl, redisUrl, namespace }: ServerSettings): Promise<void> {
  if (mongodbUrl !== null) await (await scratchDatabase(mongodbUrl, namespace))[Symbol.asyncDispose]();
  if (elasticsearchUrl !== null) await dropIndexes(elasticsearchUrl, namespace);
  if (redisUrl !== null) await dropKeys(redisUrl, namespace);
}

async function dropKeys(url: string, namespace: string): Promise<void> {
  const client = new Redis(url);
  for await (const keys of client.scanStream({ match: `*${namespace}*`, count: 1_000 })) {
    if ((keys as string[]).length > 0) await client.del(...(keys as string[]));
  }
  client.disconnect();
}
