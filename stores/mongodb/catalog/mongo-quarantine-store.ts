import { Long } from 'mongodb';
import { changeVersion } from '../../../schema/ids.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { decodePlace, encodePlace } from '../../ports/quarantine-cursor.ts';
import type { QuarantinedRecord, QuarantineStore } from '../../ports/quarantine-store.ts';
import type { MongoConnection } from '../connect.ts';
import type { CatalogCollections, QuarantineDocument } from './catalog-collections.ts';
import { fromStoredJson, toStoredJson } from './stored-json.ts';

/** Refused records, one document an id; each call that writes is one transaction. */
export function createMongoQuarantineStore(connection: MongoConnection, { quarantine }: Pick<CatalogCollections, 'quarantine'>): QuarantineStore {
  const count = (): Promise<number> => quarantine.countDocuments({}, { hint: { _id: 1 } });

  return {
    async putQuarantined(records, signal) {
      checkCatalogCall(records, signal);
      if (records.length === 0) return;
      const writes = records.map((record) => {
        const document = toDocument(record);
        const newest = { $cond: [{ $gt: ['$version', document.version] }, '$$ROOT', { $literal: document }] };
        return { updateOne: { filter: { _id: record.id }, update: [{ $replaceWith: newest }], upsert: true } };
      });
      await connection.transaction((session) => quarantine.bulkWrite(writes, { session }), signal);
    },

    async removeQuarantined(ids, signal) {
      checkCatalogCall(ids, signal);
      if (ids.length === 0) return;
      const filter = { _id: { $in: [...ids] } };
      // Most records that pass were never in quarantine: a look costs less than a write that finds nothing.
      const found = await connection.run(() => quarantine.findOne(filter, { projection: { _id: 1 } }), signal);
      if (found !== null) await connection.transaction((session) => quarantine.deleteMany(filter, { session }), signal);
    },

    async quarantinedByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      if (ids.length === 0) return [];
      return connection.run(async () => (await quarantine.find({ _id: { $in: [...ids] } }).toArray()).map(toRecord), signal);
    },

    async quarantinePage(first, after, signal) {
      signal?.throwIfAborted();
      const place = after === null ? null : decodePlace(after);
      const at = new Date(place?.atMs ?? 0);
      const beyond = place === null ? {} : { $or: [{ at: { $lt: at } }, { at, _id: { $lt: place.id } }] };
      return connection.run(async () => {
        // One more than asked for tells whether there is a next page.
        const page = quarantine.find(beyond).sort({ at: -1, _id: -1 }).limit(first + 1);
        const [found, total] = await Promise.all([page.toArray(), count()]);
        const records = found.slice(0, first).map(toRecord);
        const cursors = records.map(encodePlace);
        return { records, cursors, next: found.length > first ? (cursors.at(-1) ?? null) : null, total };
      }, signal);
    },

    countQuarantined: (signal) => connection.run(count, signal),

    countByReason: (signal) =>
      connection.run(async () => {
        const reasons = quarantine.aggregate<{ _id: string; count: number }>([
          { $project: { code: { $setUnion: ['$issues.code'] } } },
          { $unwind: '$code' },
          { $group: { _id: '$code', count: { $sum: 1 } } },
          { $sort: { count: -1, _id: 1 } },
        ]);
        return (await reasons.toArray()).map(({ _id: code, count }) => ({ code, count }));
      }, signal),
  };
}

function toDocument({ id, version, issues, atMs, source, origin }: QuarantinedRecord): QuarantineDocument {
  return { _id: id, version: Long.fromBigInt(version), issues, at: new Date(atMs), source: toStoredJson(source), origin };
}

function toRecord({ _id, version, issues, at, source, origin }: QuarantineDocument): QuarantinedRecord {
  return { id: _id, version: changeVersion(version.toBigInt()), issues, atMs: at.getTime(), source: fromStoredJson(source), origin };
}
