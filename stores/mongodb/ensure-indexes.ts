import { type Db, type IndexDescription, MongoServerError } from 'mongodb';

/** The indexes of each collection, by its name; docs/mongodb.md lists them. */
export type CollectionIndexes = Readonly<Record<string, readonly IndexDescription[]>>;

/** The index is there, with another time to live. */
const INDEX_OPTIONS_CONFLICT = 85;

/** Makes the indexes that are missing, with their collections, and changes the time to live of those that have another. */
export async function ensureIndexes(database: Db, indexes: CollectionIndexes): Promise<void> {
  for (const [collection, descriptions] of Object.entries(indexes)) {
    try {
      await database.collection(collection).createIndexes([...descriptions]);
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== INDEX_OPTIONS_CONFLICT) throw error;
      for (const description of descriptions) await ensureIndex(database, collection, description);
    }
  }
}

async function ensureIndex(database: Db, collection: string, description: IndexDescription): Promise<void> {
  try {
    await database.collection(collection).createIndexes([description]);
  } catch (error) {
    const { key, expireAfterSeconds } = description;
    if (!(error instanceof MongoServerError) || error.code !== INDEX_OPTIONS_CONFLICT || expireAfterSeconds === undefined) throw error;
    await database.command({ collMod: collection, index: { keyPattern: key, expireAfterSeconds } });
  }
}
