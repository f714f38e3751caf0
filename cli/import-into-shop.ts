import { basename } from 'node:path';
import type { QuarantinedRecord } from '../stores/ports/quarantine-store.ts';
import { formatProgress, formatSummary, importCatalog, quarantinedOfFile } from './import/index.ts';
import type { Shop } from './open-shop.ts';
import type { Printer } from './print.ts';

export interface ImportIntoShopOptions {
  readonly file: string;
  readonly mappingFile: string;
  readonly printer: Printer;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** Refused records printed one by one; with `--json` all are. */
const REFUSED_SHOWN = 20;

/** Imports a file, waits until all of it is searchable, and tells what was refused, by line. The indexer must be running. */
export async function importIntoShop(shop: Shop, options: ImportIntoShopOptions): Promise<void> {
  const { file, mappingFile, printer, signal, now } = options;
  const { catalog, indexer } = shop;
  const summary = await importCatalog({
    file,
    mappingFile,
    catalog,
    quarantine: catalog,
    progress: (progress) => printer.remark(formatProgress(progress)),
    ...(printer.json ? { badRow: (row) => printer.result('', { badRow: row }) } : {}),
    signal,
    now,
  });
  printer.result(formatSummary(summary), { import: summary });
  await indexer.caughtUp(summary.version, { timeoutMs: Number.POSITIVE_INFINITY, signal });
  reportRefused(await refusedByCleaning(shop, basename(file), signal), printer);
  const { documents } = await shop.index.status(signal);
  printer.result(`${documents.toLocaleString('en')} products are searchable.`, { documents });
}

async function refusedByCleaning({ catalog }: Shop, file: string, signal: AbortSignal): Promise<QuarantinedRecord[]> {
  const refused: QuarantinedRecord[] = [];
  for await (const record of quarantinedOfFile(catalog, file, signal)) {
    if (record.version > 0n) refused.push(record);
  }
  return refused.toSorted((a, b) => (a.origin?.line ?? 0) - (b.origin?.line ?? 0));
}

function reportRefused(refused: readonly QuarantinedRecord[], printer: Printer): void {
  if (refused.length === 0) return;
  if (!printer.json) printer.result(`${refused.length.toLocaleString('en')} records were refused by cleaning and are in quarantine:`, {});
  for (const { id, origin, issues } of printer.json ? refused : refused.slice(0, REFUSED_SHOWN)) {
    const reasons = issues.map(({ code, message }) => `${code}: ${message}`).join('; ');
    printer.result(`  line ${origin?.line ?? '?'} (${id}): ${reasons}`, { refused: { line: origin?.line ?? null, id, issues } });
  }
  const hidden = refused.length - REFUSED_SHOWN;
  if (!printer.json && hidden > 0) printer.result(`  and ${hidden.toLocaleString('en')} more; --json lists them all`, {});
}
