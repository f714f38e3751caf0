import type { CatalogStore, JsonObject } from '../../ports/catalog-store.ts';
import type { Database } from '../sqlite/database.ts';
import { idList, prepare } from '../sqlite/statements.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import type { ChangeLog } from './change-log.ts';
import type { ChangeSignal } from '../sqlite/change-signal.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { SOURCE_COLUMNS, type SourceRow, toStoredSource } from './source-row.ts';

export interface CatalogStoreOptions {
  readonly writer: Writer;
  readonly log: ChangeLog;
  readonly changes: ChangeSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** The catalog as received, and the log of its changes, in one transaction a call. */
export function createEmbeddedCatalogStore(database: Database, { writer, log, changes, now }: CatalogStoreOptions): CatalogStore {
  const put = prepare(
    database,
    `INSERT INTO sources (${SOURCE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, mapping = excluded.mapping, record = excluded.record,
       origin_file = excluded.origin_file, origin_line = excluded.origin_line, received_at_ms = excluded.received_at_ms`,
  );
  const remove = prepare(database, 'DELETE FROM sources WHERE id = ?');
  const byIds = prepare<SourceRow>(database, `SELECT ${SOURCE_COLUMNS} FROM sources WHERE id IN (SELECT value FROM json_each(?))`);
  const putMapping = prepare(
    database,
    'INSERT INTO mappings (name, mapping) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET mapping = excluded.mapping',
  );
  const getMapping = prepare<{ mapping: string }>(database, 'SELECT mapping FROM mappings WHERE name = ?');
  const allMappings = prepare<{ name: string; mapping: string }>(database, 'SELECT name, mapping FROM mappings');

  return {
    async putSources(records, signal) {
      checkCatalogCall(records, signal);
      const lastOfEach = new Map(records.map((record) => [record.id, record]));
      if (lastOfEach.size === 0) return database.read(() => log.head());
      const version = await writer.write(() => {
        const atMs = now();
        for (const { id, mapping, record, origin } of lastOfEach.values()) {
          const position = log.append(id, 'put', atMs);
          put.run(id, position, mapping, JSON.stringify(record), origin?.file ?? null, origin?.line ?? null, atMs);
        }
        return log.head();
      }, signal);
      changes.changed();
      return version;
    },

    async deleteSources(ids, signal) {
      checkCatalogCall(ids, signal);
      const report = await writer.write(() => {
        const atMs = now();
        let deleted = 0;
        for (const id of new Set(ids)) {
          if (remove.run(id).changes === 0) continue;
          log.append(id, 'delete', atMs);
          deleted += 1;
        }
        return { deleted, version: log.head() };
      }, signal);
      if (report.deleted > 0) changes.changed();
      return report;
    },

    async sourcesByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return database.read(() => byIds.all(idList(ids)).map(toStoredSource));
    },

    async putMapping(name, mapping, signal) {
      signal?.throwIfAborted();
      await writer.write(() => putMapping.run(name, JSON.stringify(mapping)), signal);
    },

    async mapping(name, signal) {
      signal?.throwIfAborted();
      const row = database.read(() => getMapping.get(name));
      return row === undefined ? null : (JSON.parse(row.mapping) as JsonObject);
    },

    async mappings(signal) {
      signal?.throwIfAborted();
      return new Map(database.read(() => allMappings.all()).map(({ name, mapping }) => [name, JSON.parse(mapping) as JsonObject]));
    },
  };
}
