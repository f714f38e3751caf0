import { formatEventsSummary, formatProgress, importEvents } from './import/index.ts';
import type { ImportIntoShopOptions } from './import-into-shop.ts';
import type { Shop } from './open-shop.ts';

/** Imports a file of events and tells what was not taken, by line. */
export async function importEventsIntoShop({ users, traces }: Pick<Shop, 'users' | 'traces'>, options: ImportIntoShopOptions): Promise<void> {
  const { file, mappingFile, printer, signal, now } = options;
  const summary = await importEvents({
    file,
    mappingFile,
    events: users,
    progress: (progress) => printer.remark(formatProgress(progress)),
    ...(printer.json ? { badRow: (row) => printer.result('', { badRow: row }) } : {}),
    signal,
    now,
  });
  traces.recorded();
  printer.result(formatEventsSummary(summary), { importEvents: summary });
}
