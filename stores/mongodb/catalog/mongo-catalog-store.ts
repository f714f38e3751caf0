import type { ClientSession } from 'mongodb';
import type { ChangeVersion, ProductId } from '../../../schema/ids.ts';
import type { CatalogStore, JsonObject } from '../../ports/catalog-store.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import type { MongoConnection } from '../connect.ts';
import type { CatalogCollections } from './catalog-collections.ts';
import type { Commits } from './commits.ts';
import { toSourceDocument } from './source-document.ts';
import { type StoredId, storedIdsOf, toProductId } from './source-ids.ts';
import type { SourceReader } from './source-reader.ts';
import { fromStoredJson, toStoredJson } from './stored-json.ts';

export interface MongoCatalogStoreContext {
  readonly connection: MongoConnection;
  readonly collections: CatalogCollections;
  readonly sources: SourceReader;
  readonly commits: Commits;
  /** Version of the last change that is committed. */
  readonly currentVersion: (signal?: AbortSignal) => Promise<ChangeVersion>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** The catalog as received; each call that writes is one transaction. */
export function createMongoCatalogStore(context: MongoCatalogStoreContext): CatalogStore {
  const { connection, sources, commits, currentVersion, now } = context;
  const { products, mappings } = context.collections;

  /** Records that other tools put under an id of another kind, which must not be doubled. */
  const otherwiseStored = async (ids: readonly ProductId[], session: ClientSession): Promise<ReadonlyMap<ProductId, StoredId>> => {
    const others = ids.flatMap((id) => storedIdsOf(id).filter((stored) => stored !== id));
    if (others.length === 0) return new Map();
    const found = await products.find({ _id: { $in: others } }, { session, projection: { _id: 1 } }).toArray();
    return new Map(found.map(({ _id }) => [toProductId(_id), _id]));
  };

  return {
    async putSources(records, signal) {
      checkCatalogCall(records, signal);
      const atMs = now();
      const documents = new Map(records.map((record) => [record.id, toSourceDocument(record, atMs)]));
      if (documents.size === 0) return currentVersion(signal);
      const ids = [...documents.keys()];
      const session = await connection.transaction(async (session) => {
        const stored = await otherwiseStored(ids, session);
        const replacements = [...documents].map(([id, replacement]) => ({ replaceOne: { filter: { _id: stored.get(id) ?? id }, replacement, upsert: true } }));
        await products.bulkWrite(replacements, { session });
        return session;
      }, signal);
      return commits.note(session, ids);
    },

    async deleteSources(ids, signal) {
      checkCatalogCall(ids, signal);
      const stored = ids.flatMap(storedIdsOf);
      const { session, deleted } = await connection.transaction(async (session) => {
        const { deletedCount } = await products.deleteMany({ _id: { $in: stored } }, { session });
        return { session, deleted: deletedCount };
      }, signal);
      return { deleted, version: deleted > 0 ? commits.note(session, Array.from({ length: deleted }, () => null)) : await currentVersion(signal) };
    },

    async sourcesByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return connection.run(() => sources.byIds(ids), signal);
    },

    async putMapping(name, mapping, signal) {
      const stored = toStoredJson(mapping);
      await connection.run(() => mappings.replaceOne({ _id: name }, { mapping: stored }, { upsert: true }), signal);
    },

    mapping: (name, signal) =>
      connection.run(async () => {
        const found = await mappings.findOne({ _id: name });
        return found === null ? null : (fromStoredJson(found.mapping) as JsonObject);
      }, signal),

    mappings: (signal) =>
      connection.run(async () => {
        const found = await mappings.find().toArray();
        return new Map(found.map(({ _id, mapping }) => [_id, fromStoredJson(mapping) as JsonObject]));
      }, signal),
  };
}
