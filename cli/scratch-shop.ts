import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { CATALOG_BATCH_MAX, type SourceRecord } from '../stores/ports/catalog-store.ts';
import { EVENT_BATCH_MAX } from '../stores/ports/event-store.ts';
import type { ShopperEvent } from '../stores/ports/shopper-event.ts';
import { openShop, type Shop, type ShopOptions } from './open-shop.ts';

export interface ScratchShop extends AsyncDisposable {
  readonly shop: Shop;
  /** Folder of the shop's own models. */
  readonly modelsFolder: string;
  /** Waits until all of them are searchable. */
  putProducts(records: Iterable<SourceRecord>): Promise<void>;
  /** Waits until all of them are counted. @param events - In time order. */
  putEvents(events: readonly ShopperEvent[]): Promise<void>;
}

/** A real shop in a temporary folder that goes with it: for training and measuring. @param now - The shop's clock. */
export async function openScratchShop(now: () => number, { rerankerOver }: Pick<ShopOptions, 'rerankerOver'> = {}): Promise<ScratchShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aisle-scratch-'));
  const signal = new AbortController().signal;
  const shop = await openShop({ dataDir, log: pino({ level: 'warn' }), now, ...(rerankerOver !== undefined && { rerankerOver }) });
  shop.indexer.start();
  shop.behaviour.start();
  return {
    shop,
    modelsFolder: join(dataDir, 'models'),
    async putProducts(records) {
      const all = [...records];
      let version = await shop.catalog.putSources([], signal);
      for (let from = 0; from < all.length; from += CATALOG_BATCH_MAX) {
        version = await shop.catalog.putSources(all.slice(from, from + CATALOG_BATCH_MAX), signal);
      }
      await shop.indexer.caughtUp(version, { timeoutMs: Number.POSITIVE_INFINITY, signal });
    },
    async putEvents(events) {
      for (let from = 0; from < events.length; from += EVENT_BATCH_MAX) {
        await shop.users.recordHistory(events.slice(from, from + EVENT_BATCH_MAX), signal);
      }
      await shop.behaviour.caughtUp(signal);
    },
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true });
    },
  };
}
