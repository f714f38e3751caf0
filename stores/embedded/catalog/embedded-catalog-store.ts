import { type ChangeVersion, changeVersion } from '../../../schema/ids.ts';
import type { CatalogStore, JsonObject } from '../../ports/catalog-store.ts';
import type { Database } from '../sqlite/open-database.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import { checkCall } from './check-call.ts';
import { SOURCE_COLUMNS, type SourceRow, toStoredSource } from './source-row.ts';
import { idList, prepare } from '../sqlite/statements.ts';

export interface CatalogStoreOptions {
  readonly writer: Writer;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** Called after each commit that added to the change log. */
  readonly changed: () => void;
}

/** The catalog as received, and the log of its changes, in one transaction a call. */
export function createEmbeddedCatalogStore(database: Database, { writer, now, changed }: CatalogStoreOptions): CatalogStore {
  const log = prepare<{ position: bigint }>(database, 'INSERT INTO change_log (id, kind, at_ms) VALUES (?, ?, ?) RETURNING position');
  const put = prepare(
    database,
    `INSERT INTO sources (${SOURCE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, mapping = excluded.mapping, record = excluded.record,
       origin_file = excluded.origin_file, origin_line = excluded.origin_line, received_at_ms = excluded.received_at_ms`,
  );
  const remove = prepare(database, 'DELETE FROM sources WHERE id = ?');
  const byIds = prepare<SourceRow>(database, `SELECT ${SOURCE_COLUMNS} FROM sources WHERE id IN (SELECT value FROM json_each(?))`);
  const head = prepare<{ position: bigint }>(database, HEAD_SQL);
  const putMapping = prepare(
    database,
    'INSERT INTO mappings (name, mapping) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET mapping = excluded.mapping',
  );
  const getMapping = prepare<{ mapping: string }>(database, 'SELECT mapping FROM mappings WHERE name = ?');
  const current = (): ChangeVersion => changeVersion(head.get()?.position ?? 0n);

  return {
    async putSources(records, signal) {
      checkCall(records, signal);
      const lastOfEach = new Map(records.map((record) => [record.id, record]));
      if (lastOfEach.size === 0) return database.read(current);
      const version = await writer.write(() => {
        const atMs = now();
        let position = 0n;
        for (const { id, mapping, record, origin } of lastOfEach.values()) {
          position = log.get(id, 'put', atMs)!.position;
          put.run(id, position, mapping, JSON.stringify(record), origin?.file ?? null, origin?.line ?? null, atMs);
        }
        return changeVersion(position);
      }, signal);
      changed();
      return version;
    },

    async deleteSources(ids, signal) {
      checkCall(ids, signal);
      const report = await writer.write(() => {
        let deleted = 0;
        for (const id of new Set(ids)) {
          if (remove.run(id).changes === 0) continue;
          log.get(id, 'delete', now());
          deleted += 1;
        }
        return { deleted, version: current() };
      }, signal);
      if (report.deleted > 0) changed();
      return report;
    },

    async sourcesByIds(ids, signal) {
      checkCall(ids, signal);
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
  };
}

/** The highest position ever given; compaction does not lower it. */
export const HEAD_SQL = "SELECT seq AS position FROM sqlite_sequence WHERE name = 'change_log'";
