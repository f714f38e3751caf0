import { basename } from 'node:path';
import { AppError } from '../../../schema/errors.ts';
import { HISTORY_BATCH_MAX } from '../../../stores/ports/event-store.ts';
import type { ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import { createFaultCounts } from '../fault-counts.ts';
import type { ImportRow } from '../import-types.ts';
import { createMissingColumns } from '../missing-columns.ts';
import { openRows } from '../open-rows.ts';
import { createProgressMeter } from '../progress-meter.ts';
import { toCsvFormat } from '../read-mapping.ts';
import type { EventRowFault, EventsImportOptions, EventsSummary } from './events-import-types.ts';
import { columnsOf, readEventsMapping } from './events-mapping.ts';
import { createEventReader } from './read-event.ts';

/**
 * Records the rows of a file as events, in the order of the file and in batches of `HISTORY_BATCH_MAX`, however long ago
 * they happened. A bad row never stops the import. Running it again records nothing twice, so an interrupted import is
 * simply repeated. Memory: one batch.
 * @throws AppError `IMPORT_FILE_INVALID` for a file that cannot be read to its end; what came before is recorded.
 * @throws AppError `MAPPING_INVALID`; the errors of the store; the signal's reason.
 */
export async function importEvents(options: EventsImportOptions): Promise<EventsSummary> {
  const { events, signal, now } = options;
  const { name, mapping } = await readEventsMapping(options.mappingFile);
  const startedAtMs = now();
  await using source = await openRows(options.file, { format: toCsvFormat(mapping.format), requiredColumns: columnsOf(mapping) });
  const columns = createMissingColumns(columnsOf(mapping));
  const readEvent = createEventReader(mapping, { nowMs: startedAtMs });
  const counts = createFaultCounts<EventRowFault>();
  const meter = createProgressMeter({ now, share: () => source.share(), report: options.progress ?? (() => {}) });
  let batch: ShopperEvent[] = [];
  let rows = 0;
  let recorded = 0;
  let duplicates = 0;

  const flush = async (): Promise<void> => {
    const outcomes = await events.recordHistory(batch, signal);
    const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
    recorded += accepted;
    duplicates += outcomes.length - accepted;
    batch = [];
  };
  const take = (row: ImportRow): void => {
    rows += 1;
    if ('record' in row) columns.see(row.record);
    const read = 'code' in row ? row : readEvent(row.record);
    if ('event' in read) batch.push(read.event);
    else if ('skipped' in read) counts.skip(read.skipped);
    else {
      // Readers of files know no ids, so they find none that is repeated.
      const bad = { line: row.line, code: read.code as EventRowFault, message: read.message };
      counts.add(bad);
      options.badRow?.(bad);
    }
  };

  try {
    for await (const row of source.rows) {
      take(row);
      if (batch.length >= HISTORY_BATCH_MAX) await flush();
      meter.rows(rows);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'IMPORT_FILE_INVALID') throw error;
    await flush();
    throw new AppError('IMPORT_FILE_INVALID', `${error.message} ${recorded} events of ${rows} rows were recorded before.`, {
      cause: error,
      details: { rows, recorded },
    });
  }
  await flush();
  meter.end(rows);
  return { file: basename(options.file), mapping: name, rows, recorded, duplicates, missingColumns: columns.report(), ...counts.report(), seconds: (now() - startedAtMs) / 1_000 };
}
