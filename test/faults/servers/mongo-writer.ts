import { type AnyBulkWriteOperation, type Db, MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import type { ProductWriter } from '../rounds/product-writer.ts';
import { toProductInput } from '../rounds/to-product-input.ts';

interface StoredProduct {
  readonly _id: string;
}

/** Some other tool that writes straight into the products collection, with all the means of the server: insert, replace, update, delete. */
export function createMongoWriter(database: Db): ProductWriter {
  const products = database.collection<StoredProduct>('products', { writeConcern: { w: 'majority', journal: true } });
  let turn = 0;
  return {
    name: 'stranger',
    async write(changes) {
      const operations = Array.from(changes, ([id, fact]): AnyBulkWriteOperation<StoredProduct> => {
        const filter = { _id: id };
        if (fact === null) return { deleteOne: { filter } };
        const product = toProductInput(id, fact);
        turn += 1;
        return turn % 2 === 0 ? { replaceOne: { filter, replacement: product, upsert: true } } : { updateOne: { filter, update: { $set: product }, upsert: true } };
      });
      try {
        await products.bulkWrite(operations, { ordered: false });
        return 'acknowledged';
      } catch (error) {
        if (error instanceof MongoServerSelectionError) return 'unsent';
        if (isOfAServerThatIsAway(error)) return 'in doubt';
        throw error;
      }
    },
  };
}

/** A bulk write whose connection broke has no fault of its own to tell. */
function isOfAServerThatIsAway(error: unknown): boolean {
  if (error instanceof MongoBulkWriteError) return [error.writeErrors].flat().length === 0;
  return error instanceof MongoError && (error instanceof MongoNetworkError || error.hasErrorLabel('RetryableWriteError'));
}
