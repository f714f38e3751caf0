import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createItemTable, type ItemTable, type SequenceStep } from '../../../ranker/index.ts';
import type { ShopperId } from '../../../schema/ids.ts';
import { openEmbeddedUsers } from '../../../stores/embedded/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FILE = join(ROOT, '../shared/data/online-retail/online-retail-dev.csv.gz');
const MAPPINGS = join(ROOT, 'docs/mappings');
const BATCH = 5000;

export interface RetailHistories {
  readonly items: ItemTable;
  /** A row a customer; oldest first, lines of an invoice in the order of the file. */
  readonly histories: readonly (readonly SequenceStep[])[];
}

/** The purchases of Online Retail as the shop has them after `aisle import` with the documented mapping. */
export async function readRetailHistories(dataDir: string): Promise<RetailHistories> {
  if (!existsSync(dataDir)) importInto(dataDir);
  await using users = await openEmbeddedUsers({ dataDir, now: Date.now });
  const items = createItemTable();
  const byShopper = new Map<ShopperId, SequenceStep[]>();
  let after: bigint | null = null;
  for (;;) {
    const batch = await users.scanEvents(after, BATCH);
    if (batch.length === 0) break;
    after = batch.at(-1)!.place;
    for (const { event } of batch) {
      const steps = byShopper.get(event.shopper) ?? [];
      byShopper.set(event.shopper, steps);
      if (event.type !== 'IMPRESSION') steps.push({ item: items.add(event.productId), type: event.type, atMs: event.atMs });
    }
  }
  return { items, histories: Array.from(byShopper.values(), (steps) => steps.toSorted((a, b) => a.atMs! - b.atMs!)) };
}

function importInto(dataDir: string): void {
  const args = ['import', '--data', dataDir, '--events', FILE, '--events-mapping', join(MAPPINGS, 'online-retail-events.json')];
  const { status } = spawnSync(process.execPath, [join(ROOT, 'cli/aisle.ts'), ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`aisle import ended with status ${status}.`);
}
