import { MongoClient } from 'mongodb';
import { uniqueNamespace } from '../../../support/servers.ts';

/** What `open` opens, in a database of its own that is dropped with it. */
export async function inDatabase<T extends AsyncDisposable>(url: string, open: (namespace: string) => Promise<T>): Promise<T> {
  const namespace = uniqueNamespace();
  const opened = await open(namespace);
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await dropDatabase(url, namespace);
    },
  };
}

export async function dropDatabase(url: string, namespace: string): Promise<void> {
  const client = await MongoClient.connect(url);
  await client.db(namespace).dropDatabase();
  await client.close();
}
