import { type Db, type IndexDescription, MongoServerError } from 'mongodb';

/** The indexes of each collection besides that of `_id`, by the collection's name; docs/mongodb.md lists them. */
export type CollectionIndexes = Readonly<Record<string, readonly IndexDescription[]>>;

/** The collection is there. */
const NAMESPACE_EXISTS = 48;

/** The index is there, with another time to live. */
const INDEX_OPTIONS_CONFLICT = 85;

/**
 * Makes what is missing, collections too (one that is made inside a transaction gets in the way of others), and changes
 * the time to live of indexes that have another.
 */
export async function ensureIndexes(database: Db, indexes: CollectionIndexes): Promise<void> {
  for (const [collection, descriptions] of Object.entries(indexes)) {
    await database.createCollection(collection).catch((error: unknown) => {
      if (!isServerError(error, NAMESPACE_EXISTS)) throw error;
    });
    for (const description of descriptions) await ensureIndex(database, collection, description);
  }
}

async function ensureIndex(database: Db, collection: string, description: IndexDescription): Promise<void> {
  try {
    await database.collection(collection).createIndexes([description]);
  } catch (error) {
    const { key, expireAfterSeconds } = description;
    if (!isServerError(error, INDEX_OPTIONS_CONFLICT) || expireAfterSeconds === undefined) throw error;
    await database.command({ collMod: collection, index: { keyPattern: key, expireAfterSeconds } });
  }
}

function isServerError(error: unknown, code: number): boolean {
  return error instanceof MongoServerError && error.code === code;
}
