import { type Db, MongoClient } from 'mongodb';

export interface ScratchDatabase extends AsyncDisposable {
  /** As another tool sees it. */
  readonly database: Db;
}

/** A database under another tool's eyes; it is dropped in the end. */
export async function scratchDatabase(url: string, name: string): Promise<ScratchDatabase> {
  const client = await new MongoClient(url, { serverSelectionTimeoutMS: 3_000 }).connect();
  const database = client.db(name);
  return {
    database,
    async [Symbol.asyncDispose]() {
      await database.dropDatabase();
      await client.close();
    },
  };
}
