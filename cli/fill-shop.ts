import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../schema/errors.ts';
import { CATALOG_BATCH_MAX, type SourceRecord } from '../stores/ports/catalog-store.ts';
import type { ChangeVersion } from '../schema/ids.ts';
import type { ImportPair } from './commands/import-pair.ts';
import { importEventsIntoShop } from './import-events-into-shop.ts';
import { importIntoShop } from './import-into-shop.ts';
import type { Shop } from './open-shop.ts';
import type { Printer } from './print.ts';
import { generateSampleCatalog, SAMPLE_SHOP, sampleShopYear } from './sample/index.ts';
import { EVENT_BATCH_MAX } from '../stores/ports/event-store.ts';

/** What a shop is filled with. */
export type Filling =
  | { readonly kind: 'sample' }
  | { readonly kind: 'catalog'; readonly file: string; readonly mappingFile: string; readonly events: ImportPair | null };

export interface FillOptions {
  readonly dataDir: string;
  readonly printer: Printer;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Where the sample's pictures will be found. */
  readonly baseUrl?: string;
}

/**
 * Written when a filling begins, and again once it is complete; an interrupted one is done again, which changes nothing that
 * is there already.
 */
const MARKER = 'filled-with.json';

const SAMPLE_NAME = 'sample shop';

/**
 * Fills a new shop and waits until all of it is searchable. A shop that is filled already is left as it is, and nobody's
 * own products ever get sample ones beside them. The indexer must be running.
 *
 * @returns true where there was something to do.
 * @throws AppError `CONFIGURATION_INVALID` where the folder holds another catalogue than the one asked for.
 */
export async function fillShop(shop: Shop, filling: Filling, options: FillOptions): Promise<boolean> {
  const { dataDir, printer, signal } = options;
  const name = filling.kind === 'sample' ? SAMPLE_NAME : basename(filling.file);
  const before = filledWith(dataDir);
  if (before === null && filling.kind === 'sample' && (await shop.catalog.scanSources(null, 1, signal)).length > 0) {
    printer.remark('The catalog holds products already; they are served as they are.');
    return false;
  }
  if (before !== null && before.begun !== true) {
    if (filling.kind === 'sample') return false;
    if (before.name === name) return addEvents(shop, filling.events, before, options);
    throw new AppError(
      'CONFIGURATION_INVALID',
      `--data ${dataDir} holds "${before.name}", not "${name}": name another folder, or add to this one with "aisle import".`,
    );
  }
  markFilled(dataDir, { name, begun: true });
  if (filling.kind === 'sample') {
    printer.remark('Making a sample shop ...');
    const version = await putSample(shop, options);
    await putSampleEvents(shop, options);
    await shop.indexer.caughtUp(version, { timeoutMs: Number.POSITIVE_INFINITY, signal });
  } else {
    const { file, mappingFile } = filling;
    await importIntoShop(shop, { file, mappingFile, printer, signal, now: options.now });
  }
  markFilled(dataDir, { name });
  if (filling.kind === 'catalog') await addEvents(shop, filling.events, { name }, options);
  return true;
}

/** Imports the events of a shop that has its catalogue, where it does not have them yet. @returns true where there was something to do. */
async function addEvents(shop: Shop, events: ImportPair | null, before: FilledWith, { dataDir, printer, signal, now }: FillOptions): Promise<boolean> {
  if (events === null || before.events === basename(events.file)) return false;
  await importEventsIntoShop(shop, { ...events, printer, signal, now });
  markFilled(dataDir, { ...before, events: basename(events.file) });
  return true;
}

/** True where the folder holds the sample shop, and so its demo shoppers. */
export function holdsSampleShop(dataDir: string): boolean {
  return filledWith(dataDir)?.name === SAMPLE_NAME;
}

async function putSample({ catalog }: Shop, { signal, baseUrl }: FillOptions): Promise<ChangeVersion> {
  let batch: SourceRecord[] = [];
  let version = await catalog.putSources([], signal);
  for (const record of generateSampleCatalog({ ...SAMPLE_SHOP, ...(baseUrl !== undefined && { baseUrl }) })) {
    batch.push(record);
    if (batch.length < CATALOG_BATCH_MAX) continue;
    version = await catalog.putSources(batch, signal);
    batch = [];
  }
  return batch.length > 0 ? catalog.putSources(batch, signal) : version;
}

/** A year of shopping that ends now. Ids repeat where an interrupted filling is done again, so nothing counts twice. */
async function putSampleEvents({ users }: Shop, { printer, signal, now }: FillOptions): Promise<void> {
  const { shoppers, events } = sampleShopYear(now());
  for (let from = 0; from < events.length; from += EVENT_BATCH_MAX) {
    await users.recordHistory(events.slice(from, from + EVENT_BATCH_MAX), signal);
  }
  const count = { shoppers: shoppers.length, events: events.length };
  printer.result(`${count.events.toLocaleString('en')} events of ${count.shoppers.toLocaleString('en')} simulated shoppers, a year up to now.`, { sample: count });
}

interface FilledWith {
  readonly name: string;
  /** The filling is not complete. */
  readonly begun?: true;
  /** File of the events imported with it; absent where there were none. */
  readonly events?: string;
}

function filledWith(dataDir: string): FilledWith | null {
  const path = join(dataDir, MARKER);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as FilledWith) : null;
}

function markFilled(dataDir: string, filled: FilledWith): void {
  const path = join(dataDir, MARKER);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(filled)}\n`);
  renameSync(`${path}.new`, path);
}
