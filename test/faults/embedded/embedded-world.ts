import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAisle } from '../../cli/run-aisle.ts';
import { type ServedShop, serveShop } from '../../cli/served-shop.ts';
import { createClients } from '../rounds/create-clients.ts';
import type { World } from '../rounds/world.ts';
import { compareWithRebuild } from './compare-with-rebuild.ts';

/** The sample shop in a folder, served by one process. */
export interface EmbeddedWorld extends World {
  readonly shop: ServedShop;
  /** Serves the folder again after a kill. */
  serve(): Promise<void>;
  /** Stops serving, in order, and says what a rebuild of the index changes. Last of all. */
  compareWithRebuild(): Promise<readonly string[]>;
}

export async function openEmbeddedWorld(): Promise<EmbeddedWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-faults-'));
  let shop: ServedShop | null = null;
  const clients = createClients(() => shop?.url ?? null);
  const serve = async (): Promise<void> => {
    shop = null;
    shop = await serveShop(dataDir, clients.environment);
  };
  await serve();
  return {
    get shop() {
      return shop!;
    },
    send: clients.send,
    aisle: (args) => runAisle([...args, '--data', dataDir]),
    strangers: [],
    mishaps: () => [],
    // It says them on our standard error.
    lastWords: () => '',
    serve,
    async compareWithRebuild() {
      const code = await shop!.stop();
      return [...(code === 0 ? [] : [`the shop ended with ${code} when it was asked to stop`]), ...(await compareWithRebuild(dataDir))];
    },
    async [Symbol.asyncDispose]() {
      await shop?.kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
