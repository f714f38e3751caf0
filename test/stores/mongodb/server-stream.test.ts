import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { WITHOUT_DOCUMENTS } from '../../../stores/mongodb/feed/change-event.ts';
import { createServerStream } from '../../../stores/mongodb/feed/server-stream.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';

/** A server's cursors are numbered at random in 64 bits: of so many, all but surely some have a number that a double holds exactly. */
const STREAMS = 4_000;
const AT_ONCE = 20;

describe.skipIf(SERVERS.mongodbUrl === null)('on MongoDB', () => {
  it('reads a stream on, whatever number its cursor has', { timeout: 60_000 }, async () => {
    await using client = await MongoClient.connect(SERVERS.mongodbUrl!);
    const collection = client.db(uniqueNamespace()).collection('products');
    await collection.insertOne({});
    try {
      for (let count = 0; count < STREAMS; count += AT_ONCE) {
        const counts = await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            await using stream = createServerStream(collection);
            await stream.open(null, WITHOUT_DOCUMENTS);
            return (await stream.more(1, 0)).events.length;
          }),
        );
        expect(new Set(counts)).toEqual(new Set([0]));
      }
    } finally {
      await collection.db.dropDatabase();
    }
  });
});
