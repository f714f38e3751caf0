import { existsSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadSecrets, openDoor, openShop, readConfiguration, type Shop } from '../../cli/index.ts';

/** Longest name that `AISLE_NAMESPACE` takes. */
const NAMESPACE_MAX = 39;

const ROOT = join(import.meta.dirname, '../..');

export interface ImportedShopOptions {
  readonly name: string;
  readonly catalog: string;
  readonly mapping: string;
  /** As `AISLE_TEXT_MODEL`. */
  readonly textModelDir?: string | null;
  /** What is done to its folder once, after the import. */
  readonly prepare?: (dataDir: string) => void;
}

export interface ImportedShop extends AsyncDisposable {
  readonly shop: Shop;
  readonly url: string;
}

/**
 * A shop of a real catalogue, behind its gateway on a free port. Imported by the documented command the first time,
 * into data/bench-<name>, and kept there; delete the folder to import anew. Its embeddings are those of today's encoder. Where
 * `ELASTICSEARCH_URL` and the like are set the shop is on those servers, with a folder and a namespace of its own.
 */
export async function importedShop({ name, catalog, mapping, textModelDir = null, prepare }: ImportedShopOptions): Promise<ImportedShop> {
  const { servers: set } = readConfiguration(process.env);
  const { namespace: _default, ...urls } = set;
  const places = Object.entries(urls).flatMap(([place, url]) => (url === null ? [] : [place.replace('Url', '')]));
  const servers = { ...set, namespace: `aisle-bench-${name}`.slice(0, NAMESPACE_MAX) };
  const dataDir = join(ROOT, 'data', ['bench', name, ...places].join('-'));
  const done = join(dataDir, 'imported');
  process.env['AISLE_NAMESPACE'] = servers.namespace;
  if (!existsSync(done)) {
    runAisleCommand('import', '--catalog', catalog, '--catalog-mapping', mapping, '--data', dataDir);
    prepare?.(dataDir);
    writeFileSync(done, '');
  }
  const log = pino({ level: 'warn' });
  const shop = await openShop({ dataDir, log, now: Date.now, servers, textModelDir });
  const { documents, embeddingVersion, current } = await shop.index.status();
  // A server may have been emptied since.
  if (documents === 0 || !current || embeddingVersion !== shop.encoder.version) await shop.indexer.rebuild();
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

/** Runs an `aisle` command to its end, its output with ours. @throws Error where it fails. */
export function runAisleCommand(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'cli/aisle.ts'), ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`aisle ${args[0]} ended with ${status}.`);
}
