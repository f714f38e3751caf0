import type { Client } from '@elastic/elasticsearch';
import type { ChangeStream, Collection } from 'mongodb';

/** How long changes are gathered before they are sent, milliseconds. */
const GATHER_MS = 50;

/** A change stream whose changes go into an index in small batches, with the two drivers and nothing else; until it is closed. */
export async function bareTailer(collection: Collection<never>, client: Client, index: string): Promise<AsyncDisposable> {
  const stream: ChangeStream<Record<string, unknown>> = collection.watch([], { fullDocument: 'updateLookup' });
  const closing = new AbortController();
  let batch: Record<string, unknown>[] = [];
  stream.on('change', (change) => {
    if ('fullDocument' in change && change.fullDocument) batch.push(change.fullDocument);
  });
  const sending = (async () => {
    while (!closing.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const documents = batch;
      batch = [];
      if (documents.length === 0) continue;
      await client.bulk({ index, operations: documents.flatMap(({ _id, ...source }) => [{ index: { _id } }, source]), filter_path: ['errors'] });
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      await stream.close();
      await sending;
    },
  };
}
