import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import type { ServerSettings } from '../../../cli/stores/server-settings.ts';

/** What is stored in one place, as text in which any ASCII string that was stored is found again. */
export interface Stored {
  /** Such as `MongoDB events`, or a file's name. */
  readonly where: string;
  readonly text: string;
}

/** All that a shop has stored: its files, and each document and key of its namespace on the servers that it uses. */
export async function everythingStored({ mongodbUrl, elasticsearchUrl, redisUrl, namespace }: ServerSettings, dataDir: string): Promise<readonly Stored[]> {
  const parts = await Promise.all([
    filesIn(dataDir),
    mongodbUrl === null ? [] : documentsIn(mongodbUrl, namespace),
    redisUrl === null ? [] : keysIn(redisUrl, namespace),
    elasticsearchUrl === null ? [] : indexesIn(elasticsearchUrl, namespace),
  ]);
  return parts.flat();
}

async function filesIn(folder: string): Promise<readonly Stored[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // A file may go while the shop runs.
  const read = await Promise.all(files.map((path) => readFile(path, 'latin1').then((text) => [{ where: path.slice(folder.length + 1), text }], () => [])));
  return read.flat();
}

async function documentsIn(url: string, namespace: string): Promise<readonly Stored[]> {
  await using client = new MongoClient(url);
  const database = client.db(namespace);
  const names = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  return await Promise.all(
    names.map(async (name) => {
      // As bytes: so strings within binary fields are seen, too.
      const documents = (await database.collection(name).find({}, { raw: true }).toArray()) as unknown as readonly Buffer[];
      return { where: `MongoDB ${name}`, text: documents.map((bytes) => bytes.toString('latin1')).join('\n') };
    }),
  );
}

async function keysIn(url: string, namespace: string): Promise<readonly Stored[]> {
  const client = new Redis(url);
  const stored: Stored[] = [];
  for await (const keys of client.scanStream({ match: `${namespace}*`, count: 1_000 })) {
    for (const key of keys as string[]) {
      const values = await valuesOf(client, key);
      stored.push({ where: `Redis ${key.replace(/\{.*\}/, '{…}')}`, text: [key, ...values].join('\n') });
    }
  }
  client.disconnect();
  return stored;
}

async function valuesOf(client: Redis, key: string): Promise<readonly string[]> {
  const type = await client.type(key);
  const bytes = (values: readonly (Buffer | null)[]): readonly string[] => values.map((value) => value?.toString('latin1') ?? '');
  switch (type) {
    case 'hash':
      return Object.entries(await client.hgetallBuffer(key)).flatMap(([field, value]) => [field, value.toString('latin1')]);
    case 'string':
      return bytes([await client.getBuffer(key)]);
    case 'set':
      return bytes(await client.smembersBuffer(key));
    case 'zset':
      return bytes(await client.zrangeBuffer(key, '0', '-1'));
    case 'list':
      return bytes(await client.lrangeBuffer(key, 0, -1));
    case 'none':
      return [];
    default:
      throw new Error(`Expected a type of key that this looks into, got ${type}.`);
  }
}

async function indexesIn(url: string, namespace: string): Promise<readonly Stored[]> {
  const ask = async (path: string, body?: object): Promise<any> => { // oxlint-disable-line typescript/no-explicit-any -- an answer has the shape of its question
    const response = await fetch(`${url}/${path}`, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Elasticsearch answered ${response.status} to ${path}.`);
    return response.json();
  };
  const indexes = (await ask(`_cat/indices/${namespace}*?format=json&h=index&expand_wildcards=all`)) as readonly { index: string }[];
  return await Promise.all(
    indexes.map(async ({ index }) => {
      const texts: string[] = [JSON.stringify(await ask(index))];
      await ask(`${index}/_refresh`);
      let page = await ask(`${index}/_search?scroll=1m`, { size: 1_000, query: { match_all: {} } });
      while (page.hits.hits.length > 0) {
        texts.push(JSON.stringify(page.hits.hits));
        page = await ask('_search/scroll', { scroll: '1m', scroll_id: page._scroll_id });
      }
      return { where: `Elasticsearch ${index}`, text: texts.join('\n') };
    }),
  );
}
