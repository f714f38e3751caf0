import type { Client } from '@elastic/elasticsearch';
import type { Collection } from 'mongodb';

/** What was found best on this machine: 1,000 documents a request, four at once. */
const BULK = 1_000;
const AT_ONCE = 4;

/** An explicit mapping, so that none is found out document by document. */
export const BARE_MAPPING = {
  dynamic: false,
  properties: {
    title: { type: 'text' },
    description: { type: 'text' },
    brand: { type: 'keyword' },
    categoryPath: { type: 'keyword' },
    price: { properties: { amount: { type: 'long' }, currency: { type: 'keyword' } } },
    availability: { type: 'keyword' },
  },
} as const;

/**
 * Scan and bulk with the two drivers and nothing else: the least that bringing a collection into an index can cost.
 * @param index - Is there already.
 */
export async function bareLoop(collection: Collection<never>, client: Client, index: string): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const send = async (documents: readonly Record<string, unknown>[]): Promise<void> => {
    const operations = documents.flatMap(({ _id, ...source }) => [{ index: { _id } }, source]);
    const { errors } = await client.bulk({ index, operations, filter_path: ['errors'] });
    if (errors) throw new Error('Expected every document to be taken.');
  };
  let batch: Record<string, unknown>[] = [];
  const flush = async (): Promise<void> => {
    const sent = send(batch);
    batch = [];
    underWay.add(sent);
    void sent.finally(() => underWay.delete(sent));
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
  };
  for await (const document of collection.find({}, { batchSize: BULK }).sort({ _id: 1 })) {
    batch.push(document);
    if (batch.length === BULK) await flush();
  }
  if (batch.length > 0) await flush();
  await Promise.all(underWay);
  await client.indices.refresh({ index });
}
