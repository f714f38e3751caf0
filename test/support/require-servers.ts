import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { SERVERS } from './servers.ts';

const WAIT_MS = 10_000;

/** Before all tests: a server whose URL is set must answer. Its suites would be skipped otherwise, or fail one by one, and nobody would know why. */
export default async function requireServers(): Promise<void> {
  const { mongodbUrl, elasticsearchUrl, redisUrl } = SERVERS;
  const faults = await Promise.all([
    faultOf('MONGODB_URL', mongodbUrl, askMongodb),
    faultOf('ELASTICSEARCH_URL', elasticsearchUrl, askElasticsearch),
    faultOf('REDIS_URL', redisUrl, askRedis),
  ]);
  const said = faults.filter((fault) => fault !== null);
  if (said.length > 0) throw new Error(`Tests were asked to run on servers that do not answer; start them, or unset the URL.\n  ${said.join('\n  ')}`);
}

async function faultOf(variable: string, url: string | null, ask: (url: string) => Promise<unknown>): Promise<string | null> {
  if (url === null) return null;
  try {
    await ask(url);
    return null;
  } catch (error) {
    return `${variable} is set, but nothing answers there within ${WAIT_MS / 1_000} s: ${(error as Error).name}`;
  }
}

async function askMongodb(url: string): Promise<void> {
  await using client = new MongoClient(url, { serverSelectionTimeoutMS: WAIT_MS });
  await client.db('admin').command({ ping: 1 });
}

async function askElasticsearch(url: string): Promise<void> {
  const { ok } = await fetch(`${url}/_cluster/health`, { signal: AbortSignal.timeout(WAIT_MS) });
  if (!ok) throw new Error('It refuses to say how it is.');
}

async function askRedis(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: WAIT_MS, retryStrategy: null });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
