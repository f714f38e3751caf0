import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import type { ServerSettings } from '../../cli/stores/server-settings.ts';

/** Deletes all that a shop has put on servers. */
export async function dropNamespace({ mongodbUrl, elasticsearchUrl, redisUrl, namespace }: ServerSettings): Promise<void> {
  if (mongodbUrl !== null) await dropDatabase(mongodbUrl, namespace);
  if (elasticsearchUrl !== null) await dropIndexes(elasticsearchUrl, namespace);
  if (redisUrl !== null) await dropKeys(redisUrl, namespace);
}

async function dropDatabase(url: string, namespace: string): Promise<void> {
  const client = await MongoClient.connect(url);
  await client.db(namespace).dropDatabase();
  await client.close();
}

/** By name: servers may refuse to delete by pattern. */
async function dropIndexes(url: string, namespace: string): Promise<void> {
  const listed = await fetch(`${url}/_cat/indices/${namespace}*?format=json&h=index`);
  for (const { index } of (await listed.json()) as { index: string }[]) await fetch(`${url}/${index}`, { method: 'DELETE' });
  await fetch(`${url}/_index_template/${namespace}*`, { method: 'DELETE' });
}

async function dropKeys(url: string, namespace: string): Promise<void> {
  const client = new Redis(url);
  for await (const keys of client.scanStream({ match: `*${namespace}*`, count: 1_000 })) {
    if ((keys as string[]).length > 0) await client.del(...(keys as string[]));
  }
  client.disconnect();
}
