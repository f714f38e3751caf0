import { type Collection, type CreateCollectionOptions, MongoServerError } from 'mongodb';
import type { CatalogCollections } from './catalog-collections.ts';

const UNAUTHORIZED = 13;
const NAMESPACE_EXISTS = 48;

const POST_IMAGES = { changeStreamPreAndPostImages: { enabled: true } };

/** Makes what is missing: collections, since a transaction that makes one gets in the way of others, and indexes. */
export async function ensureCollections({ products, ...own }: CatalogCollections): Promise<void> {
  await Promise.all([ensurePostImages(products), ...Object.values(own).map((collection) => create(collection))]);
  await own.categories.createIndexes([{ key: { category: 1 } }, { key: { parentId: 1 } }]);
  await own.quarantine.createIndex({ at: -1, _id: -1 });
}

/**
 * Has the server keep what each change made of a record, so that the feed can tell it. A collection of the shop's whose
 * options Aisle may not change works too: where an image is missing the feed looks the record up.
 */
export async function ensurePostImages({ db, collectionName }: CatalogCollections['products']): Promise<void> {
  const [existing] = await db.listCollections({ name: collectionName }, { nameOnly: false }).toArray();
  if (existing === undefined) await create(db.collection(collectionName), POST_IMAGES);
  else if (existing.options?.['changeStreamPreAndPostImages']?.enabled !== true) {
    await db.command({ collMod: collectionName, ...POST_IMAGES }).catch(unless(UNAUTHORIZED));
  }
}

async function create({ db, collectionName }: Pick<Collection, 'db' | 'collectionName'>, options: CreateCollectionOptions = {}): Promise<void> {
  // Another process that starts at the same moment may come first.
  await db.createCollection(collectionName, options).catch(unless(NAMESPACE_EXISTS));
}

function unless(code: number): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof MongoServerError) || error.code !== code) throw error;
  };
}
