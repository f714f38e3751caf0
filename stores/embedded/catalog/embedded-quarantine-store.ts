import { changeVersion } from '../../../schema/ids.ts';
import type { JsonValue } from '../../ports/catalog-store.ts';
import type { DataIssue, QuarantinedRecord, QuarantineStore } from '../../ports/quarantine-store.ts';
import type { Database } from '../sqlite/database.ts';
import type { Writer } from '../sqlite/write-when-free.ts';
import { checkCatalogCall } from '../../ports/check-catalog-call.ts';
import { decodePlace, encodePlace } from '../../ports/quarantine-cursor.ts';
import { toOrigin } from './source-row.ts';
import { idList, prepare } from '../sqlite/statements.ts';

interface QuarantineRow {
  readonly id: string;
  readonly version: bigint;
  readonly issues: string;
  readonly at_ms: bigint;
  readonly source: string;
  readonly origin_file: string | null;
  readonly origin_line: bigint | null;
}

const COLUMNS = 'id, version, issues, at_ms, source, origin_file, origin_line';

/** Refused records, one row an id. */
export function createEmbeddedQuarantineStore(database: Database, writer: Writer): QuarantineStore {
  const put = prepare(
    database,
    `INSERT INTO quarantine (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, issues = excluded.issues, at_ms = excluded.at_ms,
       source = excluded.source, origin_file = excluded.origin_file, origin_line = excluded.origin_line
     WHERE excluded.version >= quarantine.version`,
  );
  const remove = prepare(database, 'DELETE FROM quarantine WHERE id IN (SELECT value FROM json_each(?))');
  const byIds = prepare<QuarantineRow>(database, `SELECT ${COLUMNS} FROM quarantine WHERE id IN (SELECT value FROM json_each(?))`);
  const page = prepare<QuarantineRow>(
    database,
    `SELECT ${COLUMNS} FROM quarantine WHERE (at_ms, id) < (?, ?) ORDER BY at_ms DESC, id DESC LIMIT ?`,
  );
  const firstPage = prepare<QuarantineRow>(database, `SELECT ${COLUMNS} FROM quarantine ORDER BY at_ms DESC, id DESC LIMIT ?`);
  const count = prepare<{ count: bigint }>(database, 'SELECT count(*) AS count FROM quarantine');
  const reasons = prepare<{ code: string; count: bigint }>(
    database,
    `SELECT code, count(*) AS count
     FROM (SELECT DISTINCT q.id, json_extract(issue.value, '$.code') AS code FROM quarantine q, json_each(q.issues) AS issue)
     GROUP BY code ORDER BY count DESC, code`,
  );
  const total = (): number => Number(count.get()!.count);

  return {
    async putQuarantined(records, signal) {
      checkCatalogCall(records, signal);
      if (records.length === 0) return;
      await writer.write(() => {
        for (const { id, version, issues, atMs, source, origin } of records) {
          put.run(id, version, JSON.stringify(issues), atMs, JSON.stringify(source), origin?.file ?? null, origin?.line ?? null);
        }
      }, signal);
    },

    async removeQuarantined(ids, signal) {
      checkCatalogCall(ids, signal);
      if (ids.length > 0) await writer.write(() => remove.run(idList(ids)), signal);
    },

    async quarantinedByIds(ids, signal) {
      checkCatalogCall(ids, signal);
      return database.read(() => byIds.all(idList(ids)).map(toRecord));
    },

    async quarantinePage(first, after, signal) {
      signal?.throwIfAborted();
      const place = after === null ? null : decodePlace(after);
      return database.snapshot(() => {
        // One more than asked for tells whether there is a next page.
        const rows = place === null ? firstPage.all(first + 1) : page.all(place.atMs, place.id, first + 1);
        const records = rows.slice(0, first).map(toRecord);
        const cursors = records.map(encodePlace);
        return { records, cursors, next: rows.length > first ? (cursors.at(-1) ?? null) : null, total: total() };
      });
    },

    async countQuarantined(signal) {
      signal?.throwIfAborted();
      return database.read(total);
    },

    async countByReason(signal) {
      signal?.throwIfAborted();
      return database.read(() => reasons.all().map(({ code, count }) => ({ code, count: Number(count) })));
    },
  };
}

function toRecord(row: QuarantineRow): QuarantinedRecord {
  return {
    id: row.id,
    version: changeVersion(row.version),
    issues: JSON.parse(row.issues) as DataIssue[],
    atMs: Number(row.at_ms),
    source: JSON.parse(row.source) as JsonValue,
    origin: toOrigin(row.origin_file, row.origin_line),
  };
}
