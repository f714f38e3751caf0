import { Cluster, Redis } from 'ioredis';
import { createClient } from '../../../stores/redis/create-client.ts';
import { readRedisLocation } from '../../../stores/redis/redis-location.ts';
import { uniqueNamespace } from '../../support/servers.ts';

export interface RedisNamespaces extends AsyncDisposable {
  /** Opens something under a fresh namespace; it is closed at the end. */
  use<T extends AsyncDisposable>(open: (namespace: string) => Promise<T>): Promise<T>;
}

/** Namespaces of a server, whose keys are deleted at the end. */
export function redisNamespaces(url: string): RedisNamespaces {
  const opened = new AsyncDisposableStack();
  const namespaces: string[] = [];
  return {
    async use(open) {
      const namespace = uniqueNamespace();
      namespaces.push(namespace);
      return opened.use(await open(namespace));
    },
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync();
      for (const namespace of namespaces) await deleteKeys(url, namespace);
    },
  };
}

/** All keys of a namespace, on every node. */
export async function keysOf(url: string, namespace: string): Promise<readonly string[]> {
  return withNodes(url, async (node) => {
    const keys: string[] = [];
    for await (const page of node.scanStream({ match: `*${namespace}*`, count: 1_000 })) keys.push(...(page as string[]));
    return keys;
  });
}

async function deleteKeys(url: string, namespace: string): Promise<void> {
  const keys = await keysOf(url, namespace);
  const client = createClient(readRedisLocation(url));
  await client.connect();
  for (const key of keys) await client.del(key);
  client.disconnect();
}

async function withNodes<T>(url: string, work: (node: Redis) => Promise<readonly T[]>): Promise<readonly T[]> {
  const client = createClient(readRedisLocation(url));
  await client.connect();
  try {
    const nodes = client instanceof Cluster ? client.nodes('master') : [client];
    return (await Promise.all(nodes.map(work))).flat();
  } finally {
    client.disconnect();
  }
}
