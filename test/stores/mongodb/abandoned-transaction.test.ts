import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { connect } from '../../../stores/mongodb/connect.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { scratchDatabase } from './support/scratch-database.ts';

interface Entry {
  readonly _id: string;
}

const url = SERVERS.mongodbUrl;

it.skipIf(url === null)('a transaction that its process left open holds up those of others for seconds, not for the minute that the server gives it', async () => {
  const namespace = uniqueNamespace();
  await using scratch = await scratchDatabase(url!, namespace);
  await scratch.database.collection<Entry>('entries').insertOne({ _id: 'a' });
  await using killed = await new MongoClient(url!, { appName: 'aisle' }).connect();
  await using session = killed.startSession();
  session.startTransaction();
  await killed.db(namespace).collection<Entry>('entries').updateOne({ _id: 'a' }, { $set: { by: 'the one that was killed' } }, { session });

  await using connection = await connect({ url: url!, namespace, unavailable: 'CATALOG_STORE_UNAVAILABLE' });
  await connection.transaction(async (ours) => {
    await connection.database.collection<Entry>('entries').updateOne({ _id: 'a' }, { $set: { by: 'another' } }, { session: ours });
  });
  expect(await connection.database.collection('entries').findOne()).toMatchObject({ by: 'another' });
  await expect(session.commitTransaction()).rejects.toMatchObject({ codeName: 'NoSuchTransaction' });
}, 30_000);
