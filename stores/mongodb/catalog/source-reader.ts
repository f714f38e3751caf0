import { LRUCache } from 'lru-cache';
import { type ClientSession, type Document, type Filter, Long } from 'mongodb';
import type { ProductId } from '../../../schema/ids.ts';
import type { StoredSource } from '../../ports/catalog-store.ts';
import type { SourceRange } from '../../ports/change-feed.ts';
import { timestampOf } from '../cluster-version.ts';
import type { Horizon } from '../feed/horizon.ts';
import type { CatalogCollections } from './catalog-collections.ts';
import type { KnownVersions } from './known-versions.ts';
import { enteredVersion, type SourceDocument, toStoredSource } from './source-document.ts';
import { type StoredId, storedIdsOf, toProductId } from './source-ids.ts';

/** Ends of pages and ranges that are remembered: some for each that scans at the same time. */
const ENDS_MAX = 100;

export interface SourceReaderOptions {
  readonly versions: KnownVersions;
  /** How far the stream was seen. */
  readonly seen: Horizon;
  readonly plainMapping: string | null;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** Reads records as they stand, Aisle's own and plain documents, no older than what the feed was seen to hold. */
export interface SourceReader {
  /** Any order, absent ids left out. */
  byIds(ids: readonly ProductId[]): Promise<readonly StoredSource[]>;
  /** Ascending as the server sorts ids: numbers, text, ObjectIds. */
  scan(range: SourceRange, limit: number): Promise<readonly StoredSource[]>;
  /** See `ChangeFeed`; walks the index of ids on the server. */
  rangeAfter(after: ProductId | null, count: number): Promise<SourceRange>;
}

export function createSourceReader({ products }: Pick<CatalogCollections, 'products'>, options: SourceReaderOptions): SourceReader {
  const { versions, seen, plainMapping, now } = options;
  const { client } = products.db;

  const toSource = (document: Document): StoredSource =>
    toStoredSource(document, { version: versions.of(toProductId(document['_id']), enteredVersion(document)), receivedAtMs: now(), plainMapping });

  /** A state that a reader of the feed has passed must not be missed: not even where its writer did not wait for a majority. */
  const afterSeen = <T>(read: (session: ClientSession) => Promise<T>): Promise<T> =>
    client.withSession({ causalConsistency: true }, async (session) => {
      if (seen.version > 0n) session.advanceOperationTime(timestampOf(seen.version));
      return read(session);
    });

  /** Where pages and ranges ended, which is where the next ones begin. */
  const ends = new LRUCache<ProductId, { readonly _id: StoredId }>({ max: ENDS_MAX });
  const remember = (end: { readonly _id: StoredId } | null | undefined): ProductId | null => {
    if (end == null) return null;
    const id = toProductId(end._id);
    ends.set(id, { _id: end._id });
    return id;
  };

  /** Which of the things that an id's text can stand for the scan had come to. */
  const placeOf = async (after: ProductId, session: ClientSession): Promise<StoredId> => {
    const candidates = storedIdsOf(after);
    const end = candidates.length === 1 ? { _id: after } : ends.get(after);
    if (end !== undefined) return end._id;
    const found = await products.find({ _id: { $in: [...candidates] } }, { session, projection: { _id: 1 } }).sort({ _id: -1 }).limit(1).next();
    if (found !== null) return found._id;
    // Deleted since. The first kind that there is at all may read some again, but leaves none out.
    for (const candidate of candidates) {
      if ((await products.find(sameKind(candidate), { session, projection: { _id: 1 } }).limit(1).next()) !== null) return candidate;
    }
    return after;
  };

  return {
    byIds: (ids) => {
      if (ids.length === 0) return Promise.resolve([]);
      const stored = ids.flatMap(storedIdsOf);
      return afterSeen(async (session) => (await products.find({ _id: { $in: stored } }, { session }).toArray()).map(toSource));
    },

    scan: ({ after, upTo }, limit) =>
      afterSeen(async (session) => {
        // The server refuses an empty range.
        if (after !== null && after === upTo) return [];
        const cursor = products.find({}, { session, hint: { _id: 1 }, batchSize: limit + 2 }).sort({ _id: 1 }).limit(limit + 1);
        // Bounds of the index go over all kinds of ids; a comparison would stay within the kind of the place.
        if (after !== null) cursor.min({ _id: await placeOf(after, session) });
        const end = upTo === null ? null : await placeOf(upTo, session);
        if (end !== null) cursor.max({ _id: end });
        const page = await cursor.toArray();
        // The lower bound is in it, the upper one is not.
        if (end !== null && page.length <= limit) page.push(...(await products.find({ _id: end }, { session }).toArray()));
        const from = page[0] !== undefined && toProductId(page[0]._id) === after ? 1 : 0;
        const taken = page.slice(from, from + limit);
        remember(taken.at(-1));
        return taken.map(toSource);
      }),

    rangeAfter: (after, count) =>
      afterSeen(async (session) => {
        const ids = products.find({}, { session, hint: { _id: 1 }, projection: { _id: 1 } }).sort({ _id: 1 }).limit(1);
        if (after !== null) ids.min({ _id: await placeOf(after, session) });
        const last = await ids.skip(after === null ? count - 1 : count).next();
        return { after, upTo: remember(last) };
      }),
  };
}

function sameKind(id: StoredId): Filter<SourceDocument> {
  if (id instanceof Long) return { _id: { $gte: Number.NEGATIVE_INFINITY } };
  return { _id: { $type: typeof id === 'string' ? 'string' : 'objectId' } };
}
