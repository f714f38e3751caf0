import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Document, Timestamp } from 'mongodb';
import type { Fault } from '../rounds/fault.ts';
import { indexVersionOf } from './index-version-of.ts';
import type { ServersWorld } from './servers-world.ts';

const MB = 1024 * 1024;
const CHUNK_MB = 8;
const BALLAST_MAX_MB = 400;
const CHECK_EVERY_MS = 400;

/** While the indexer is away, or frozen, others write so much that MongoDB drops the changes that it has not seen. It must build the index anew. */
export const oplogOverrun: Fault<ServersWorld> = {
  name: 'oplog overrun',
  async inject(world, random) {
    const { indexers, database } = world;
    const [indexer] = indexers;
    const before = await indexVersionOf(world);
    const struckAt = performance.now();
    const isFrozen = random() < 0.5;
    if (isFrozen) indexer.signal('SIGSTOP');
    else await indexer.kill();
    await sleep(500 * random());
    await overrun(database);
    return {
      what: isFrozen ? 'indexer frozen' : 'indexer away',
      struckAt,
      async heal() {
        if (isFrozen) indexer.signal('SIGCONT');
        else await indexer.start();
      },
      verdict: async () => ((await indexVersionOf(world)) === before ? ['the oplog was overrun, and the index was not built anew'] : []),
    };
  },
};

/** Writes until the oldest change that is kept is one made after this was called. */
async function overrun(database: Db): Promise<void> {
  const ballast = database.collection('ballast');
  const { operationTime: since } = (await database.command({ hello: 1 })) as unknown as { operationTime: Timestamp };
  for (let writtenMb = 0; (await oldestKept(database)).lessThanOrEqual(since); writtenMb += CHUNK_MB) {
    if (writtenMb > BALLAST_MAX_MB) throw new Error(`${writtenMb} MB were written, and the oplog still has changes from before.`);
    await ballast.insertMany(Array.from({ length: CHUNK_MB }, (): Document => ({ filling: Buffer.alloc(MB) })), { writeConcern: { w: 1 } });
    // What a crash would have to be recovered from is dropped only after the next checkpoint.
    await sleep(CHECK_EVERY_MS);
  }
  await ballast.drop();
}

async function oldestKept({ client }: Db): Promise<Timestamp> {
  const oldest = await client.db('local').collection<{ ts: Timestamp }>('oplog.rs').find().sort({ $natural: 1 }).limit(1).next();
  return oldest!.ts;
}
