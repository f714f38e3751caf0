import { z } from 'zod';
import { AppError } from '../../schema/errors.ts';
import { productId } from '../../schema/ids.ts';
import { CATALOG_BATCH_MAX } from '../../stores/ports/catalog-store.ts';
import type { QuarantinedRecord } from '../../stores/ports/quarantine-store.ts';
import type { Shop } from '../open-shop.ts';
import type { Printer } from '../print.ts';
import { catchUp } from './catch-up.ts';
import type { ShopTask } from './shop-task.ts';

const argsSchema = z.object({
  /** Empty: all. */
  ids: z.array(z.string()),
  /** Only those with this issue. */
  reason: z.string().nullable(),
  /** Only show them. */
  list: z.boolean(),
});

export type ReplayArgs = z.infer<typeof argsSchema>;

const PAGE = 500;

/**
 * Cleans quarantined records again, with today's mapping and rules; those that pass become searchable.
 * @throws AppError `INPUT_INVALID` for an id that is not in quarantine.
 */
export const indexReplay: ShopTask = async (shop, args, context) => {
  const { printer, signal } = context;
  const { ids, reason, list } = argsSchema.parse(args);
  await catchUp(shop, context);
  const before = await chosen(shop, { ids, reason }, signal);
  if (list) {
    for (const record of before) printRecord(record, printer);
    printer.result(`${before.length.toLocaleString('en')} records in quarantine.`, { quarantined: before.length });
    return;
  }
  // A row that never became a record has nothing to clean again: it waits for its file to be mended and imported.
  const replayable = before.filter(({ version }) => version > 0n);
  for (let start = 0; start < replayable.length; start += CATALOG_BATCH_MAX) {
    await shop.catalog.replay(replayable.slice(start, start + CATALOG_BATCH_MAX).map(({ id }) => productId(id)), signal);
  }
  await catchUp(shop, context);
  const still = await chosen(shop, { ids: [], reason: null }, signal);
  const stillIds = new Set(still.map(({ id }) => id));
  const stay = before.filter(({ id }) => stillIds.has(id));
  const stayIds = new Set(stay.map(({ id }) => id));
  for (const record of still.filter(({ id }) => stayIds.has(id))) printRecord(record, printer);
  const counts = { replayed: replayable.length, accepted: before.length - stay.length, stillQuarantined: stay.length };
  printer.result(`${counts.replayed} replayed: ${counts.accepted} accepted, ${counts.stillQuarantined} still in quarantine.`, counts);
};

function printRecord({ id, origin, issues }: QuarantinedRecord, printer: Pick<Printer, 'result'>): void {
  const place = origin === null ? '' : ` (${origin.file}, line ${origin.line})`;
  printer.result(`${id}${place}: ${issues.map(({ code, message }) => `${code}: ${message}`).join('; ')}`, { quarantined: { id, origin, issues } });
}

async function chosen({ catalog }: Shop, { ids, reason }: Omit<ReplayArgs, 'list'>, signal: AbortSignal): Promise<readonly QuarantinedRecord[]> {
  const records: QuarantinedRecord[] = [];
  if (ids.length > 0) {
    for (let start = 0; start < ids.length; start += CATALOG_BATCH_MAX) {
      records.push(...(await catalog.quarantinedByIds(ids.slice(start, start + CATALOG_BATCH_MAX), signal)));
    }
    const found = new Set(records.map(({ id }) => id));
    const absent = ids.filter((id) => !found.has(id));
    if (absent.length > 0) throw new AppError('INPUT_INVALID', `Expected ids that are in quarantine, got ${absent.map((id) => `"${id}"`).join(', ')}.`);
  } else {
    for (let after: string | null = null, more = true; more; ) {
      const page = await catalog.quarantinePage(PAGE, after, signal);
      records.push(...page.records);
      after = page.next;
      more = after !== null;
    }
  }
  return records.filter(({ issues }) => reason === null || issues.some(({ code }) => code === reason));
}
