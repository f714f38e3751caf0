import { basename } from 'node:path';
import { AppError } from '../../schema/errors.ts';
import { changeVersion, productId } from '../../schema/ids.ts';
import type { ChangeVersion } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX } from '../../stores/ports/catalog-store.ts';
import type { JsonValue, SourceRecord } from '../../stores/ports/catalog-store.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import { createFaultCounts } from './fault-counts.ts';
import { readImportMapping } from './import-mapping.ts';
import type { BadRow, ImportOptions, ImportRow, ImportSummary, RowFault } from './import-types.ts';
import { createMissingColumns } from './missing-columns.ts';
import { openRows } from './open-rows.ts';
import { createProgressMeter } from './progress-meter.ts';
import { removeStaleRows, rowQuarantineId } from './row-quarantine.ts';

/**
 * Puts the rows of a file into the catalog, as received, in batches of `CATALOG_BATCH_MAX`.
 *
 * A bad row goes to the quarantine and never stops the import; of a repeated id the first wins, and rows that
 * the mapping does not want are counted by its reasons. Running it again puts the
 * same records again, so an interrupted import is simply repeated; rows that were bad before and no longer are leave the
 * quarantine. Memory: one batch, the ids seen, and a number a bad row.
 * @throws AppError `IMPORT_FILE_INVALID` for a file that cannot be read to its end; what came before is stored.
 * @throws AppError `MAPPING_INVALID`; the errors of the stores; the signal's reason.
 */
export async function importCatalog(options: ImportOptions): Promise<ImportSummary> {
  const { catalog, quarantine, signal, now } = options;
  const file = basename(options.file);
  const mapping = await readImportMapping(options.mappingFile);
  const startedAtMs = now();
  await using source = await openRows(options.file, { format: mapping.format, requiredColumns: mapping.idColumn === null ? [] : [mapping.idColumn] });
  await catalog.putMapping(mapping.name, mapping.json, signal);

  const idExpected = `Expected an id${mapping.idColumn === null ? '' : ` in "${mapping.idColumn}"`}, got none.`;
  const counts = createFaultCounts<RowFault>();
  const columns = createMissingColumns(mapping.columns);
  const quarantined = new Set<number>();
  const meter = createProgressMeter({ now, share: () => source.share(), report: options.progress ?? (() => {}) });
  const firstLines = new Map<string, number>();
  let records: SourceRecord[] = [];
  let refused: QuarantinedRecord[] = [];
  let rows = 0;
  let stored = 0;
  let version: ChangeVersion = changeVersion(0);

  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    version = await catalog.putSources(records, signal);
    if (refused.length > 0) await quarantine.putQuarantined(refused, signal);
    stored += records.length;
    records = [];
    refused = [];
  };
  const reject = (row: BadRow, source: JsonValue): void => {
    counts.add(row);
    options.badRow?.(row);
    if (row.code === 'DUPLICATE_ID') return;
    const { line, code, message } = row;
    quarantined.add(line);
    const issues = [{ code, field: code === 'ID_MISSING' ? 'id' : null, message }];
    refused.push({ id: rowQuarantineId(file, line), version: changeVersion(0), issues, atMs: now(), source, origin: { file, line } });
  };
  const take = (row: ImportRow): void => {
    rows += 1;
    if ('code' in row) return reject({ line: row.line, code: row.code, message: row.message }, row.source);
    columns.see(row.record);
    const why = mapping.skipped(row.record);
    if (why !== null) return counts.skip(why);
    const id = mapping.idOf(row.record);
    if (id === null) return reject({ line: row.line, code: 'ID_MISSING', message: idExpected }, row.record);
    const firstLine = firstLines.get(id);
    if (firstLine !== undefined) {
      if (mapping.repeatsExpected) return counts.skip('another row of a product');
      const message = `Expected an id of its own, got "${id}" of line ${firstLine} again.`;
      return reject({ line: row.line, code: 'DUPLICATE_ID', message }, row.record);
    }
    firstLines.set(id, row.line);
    records.push({ id: productId(id), mapping: mapping.name, record: row.record, origin: { file, line: row.line } });
  };

  try {
    for await (const row of source.rows) {
      take(row);
      if (records.length + refused.length >= CATALOG_BATCH_MAX) await flush();
      meter.rows(rows);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'IMPORT_FILE_INVALID') throw error;
    await flush();
    throw new AppError('IMPORT_FILE_INVALID', `${error.message} ${stored} of ${rows} rows were taken before.`, {
      cause: error,
      details: { rows, stored },
    });
  }
  await flush();
  await removeStaleRows({ quarantine, file, isBad: (line) => quarantined.has(line), ...(signal && { signal }) });
  meter.end(rows);
  return { file, mapping: mapping.name, rows, stored, missingColumns: columns.report(), ...counts.report(), version, seconds: (now() - startedAtMs) / 1_000 };
}
