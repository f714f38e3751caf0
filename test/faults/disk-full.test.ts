import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from '../../cli/index.ts';
import { productId } from '../../schema/ids.ts';
import type { SourceRecord } from '../../stores/ports/catalog-store.ts';

const DISK = '24m';
const folder = mkdtempSync(join(tmpdir(), 'aisle-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder]).status === 0;

// Needs the right to mount a file system, which root has.
describe.skipIf(!mounted)('a shop on a small disk', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop({ dataDir: join(folder, 'shop'), log: pino({ level: 'silent' }), now: Date.now });
    shop.indexer.start();
  });
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  it('refuses writes when the disk is full, loses none that it accepted, and goes on by itself when there is room', async () => {
    const accepted: string[] = [];
    const write = async (): Promise<void> => {
      const records = Array.from({ length: 20 }, (_, i) => record(`p${accepted.length + i}`));
      await shop.catalog.putSources(records);
      accepted.push(...records.map(({ id }) => id));
    };
    for (let i = 0; i < 10; i += 1) await write();
    await allIndexed(shop);

    const filler = join(folder, 'filler');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, new Uint8Array(Math.max(0, bavail * bsize - 64 * 1024)));
    await expect(
      (async () => {
        for (;;) await write();
      })(),
    ).rejects.toMatchObject({ code: 'STORE_FULL', message: expect.stringContaining('catalog.db') as string });
    const stored = await shop.catalog.sourcesByIds(accepted.slice(-1_000).map(productId));
    expect(stored).toHaveLength(Math.min(1_000, accepted.length));
    // What can be read is read on.
    const page = await shop.discovery.suggest({ prefix: 'lam', first: 3, locale: null }, { identity: { role: 'ANONYMOUS' } as never, signal: new AbortController().signal });
    expect(page.products.length).toBeGreaterThan(0);

    rmSync(filler);
    await write();
    await allIndexed(shop);
    expect(await shop.catalog.countProducts()).toBe(accepted.length);
    expect((await shop.indexer.verify()).differences).toEqual([]);
  }, 60_000);
});

async function allIndexed({ catalog, indexer }: Shop): Promise<void> {
  expect(await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 40_000 })).toBe(true);
}

function record(id: string): SourceRecord {
  return { id: productId(id), mapping: null, record: { id, title: `lamp ${id}`, description: 'x'.repeat(2_000) }, origin: null };
}
