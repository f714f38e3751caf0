import { existsSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadSecrets, openDoor, openShop, type Shop } from '../../cli/index.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface ImportedShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly url: string;
}

/**
 * A shop of a real catalogue, behind its gateway on a free port. Imported by the documented command the first time,
 * into data/bench-<name>, and kept there; delete the folder to import anew.
 */
export async function importedShop({ name, catalog, mapping }: { name: string; catalog: string; mapping: string }): Promise<ImportedShop> {
  const dataDir = join(ROOT, 'data', `bench-${name}`);
  const done = join(dataDir, 'imported');
  if (!existsSync(done)) {
    const { status } = spawnSync(
      process.execPath,
      [join(ROOT, 'cli/aisle.ts'), 'import', '--catalog', catalog, '--catalog-mapping', mapping, '--data', dataDir],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (status !== 0) throw new Error(`The import of ${catalog} ended with ${status}.`);
    writeFileSync(done, '');
  }
  const log = pino({ level: 'warn' });
  const shop = await openShop({ dataDir, log, now: Date.now });
  const door = await openDoor(shop, {
    host: '127.0.0.1',
    port: 0,
    secrets: loadSecrets(dataDir, {}),
    secretsConfigured: false,
    development: false,
    overHttp: false,
    log,
    now: Date.now,
  });
  return {
    shop,
    url: door.url,
    async [Symbol.asyncDispose]() {
      await door[Symbol.asyncDispose]();
      await shop[Symbol.asyncDispose]();
    },
  };
}
