import { Client } from '@elastic/elasticsearch';

/** Takes away all indexes and templates of a namespace, by name: Elasticsearch deletes none by a pattern. */
export async function dropIndexes(node: string, namespace: string): Promise<void> {
  const client = new Client({ node });
  const indexes = Object.keys(await client.indices.get({ index: `${namespace}-*` }));
  if (indexes.length > 0) await client.indices.delete({ index: indexes });
  await client.indices.deleteIndexTemplate({ name: `${namespace}-*` });
  await client.close();
}
