/*
 * What:   how the embedded index grows: time to build, memory, disk, start from a snapshot, updates, recall with facets,
 *         and how long it ever keeps the event loop from turning.
 * Data:   perturbed copies of chorus-icecat: words of the title swapped with words of other titles, price and rating moved,
 *         ids of their own; seeded. Queries: the 76 dev queries.
 * Not measured: cleaning and the catalog store (bench of the import), page documents, HTTP.
 * Run:    npm run bench:scale [-- --products 19406,200000,1000000]; a million takes 12 GB of memory and some minutes
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { type ProductId, changeVersion } from '../schema/ids.ts';
import { openEmbeddedSearchIndex, type EmbeddedSearchIndex } from '../stores/embedded/index.ts';
import type { Product } from '../stores/ports/product.ts';
import type { IndexOperation } from '../stores/ports/search-index.ts';
import { CHORUS_CATALOG, CHORUS_MAPPING, judgedQueries } from './support/chorus-icecat.ts';
import { importedShop } from './support/imported-shop.ts';
import { percentiles } from './support/percentiles.ts';
import { perturbedOperations } from './support/perturbed-operations.ts';

const FACETS = ['category', 'brand', 'price', 'availability', 'rating'] as const;
const BATCH = 100;
const { values } = parseArgs({ options: { products: { type: 'string', default: '19406,200000,1000000' } } });
const log = pino({ level: 'warn' });

const originals = await chorusProducts();
const { judged, hopeless } = judgedQueries();
const queries = [...judged.map(({ query }) => query), ...hopeless];
console.log('| products | build s | CPU s | docs/s | engine MB | process MB | disk MB | snapshot MB | start s | update ms p50/p99 | recall ms p50/p99 | longest block ms: build, snapshot, updates, recall |');
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const size of values.products.split(',').map(Number)) console.log(`| ${(await measure(size)).join(' | ')} |`);

async function measure(size: number): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-scale-'));
  try {
    const options = { dataDir, alias: 'products', now: Date.now, log };
    const blocked = blockMeter();
    let index = await openEmbeddedSearchIndex(options);

    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    let written = 0;
    for (const operations of batches(perturbedOperations(originals, { count: size, seed: 1 }))) {
      await index.write(operations, null);
      written += operations.length;
      await turn();
      if (written % 50_000 === 0) process.stderr.write(`${written} written\n`);
    }
    const buildSeconds = (performance.now() - startedAt) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const buildBlock = blocked();

    const engineMb = (await index.memoryBytes()) / 1e6;
    blocked();
    await index[Symbol.asyncDispose]();
    const snapshotBlock = blocked();
    const { disk, snapshot } = await sizes(dataDir);
    globalThis.gc?.();

    const openedAt = performance.now();
    index = await openEmbeddedSearchIndex(options);
    await index.recall(recallOf('camera'));
    const openSeconds = (performance.now() - openedAt) / 1_000;
    globalThis.gc?.();
    const processMb = process.memoryUsage().rss / 1e6;

    const recallTimes = await timeRecalls(index, blocked);
    const updates = await timeUpdates(index, size, blocked);
    await index[Symbol.asyncDispose]();
    return [
      size.toLocaleString('en'),
      buildSeconds.toFixed(1),
      ((user + system) / 1e6).toFixed(1),
      Math.round(size / buildSeconds).toLocaleString('en'),
      ...[engineMb, processMb, disk / 1e6, snapshot / 1e6].map((value) => Math.round(value).toLocaleString('en')),
      openSeconds.toFixed(2),
      `${ms(updates.p50)}/${ms(updates.p99)}`,
      `${ms(recallTimes.p50)}/${ms(recallTimes.p99)}`,
      [buildBlock, snapshotBlock, updates.block, recallTimes.block].map(ms).join(', '),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Timed {
  readonly p50: number;
  readonly p99: number;
  readonly block: number;
}

async function timeRecalls(index: EmbeddedSearchIndex, blocked: () => number): Promise<Timed> {
  for (const query of queries) await index.recall(recallOf(query));
  blocked();
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const query of queries) {
      const before = performance.now();
      await index.recall(recallOf(query));
      times.push(performance.now() - before);
      await turn();
    }
  }
  return { ...percentiles(times), block: blocked() };
}

/** Single updates of products that are there, each followed by a search that must see it: merging is part of the cost. */
async function timeUpdates(index: EmbeddedSearchIndex, size: number, blocked: () => number): Promise<Timed> {
  blocked();
  const times: number[] = [];
  const version = changeVersion(BigInt(size) * 2n);
  for (const operation of perturbedOperations(originals, { count: Math.min(1_000, size), seed: 2 })) {
    if (operation.kind !== 'put') continue;
    const before = performance.now();
    await index.write([{ kind: 'put', document: { ...operation.document, version } }], null);
    times.push(performance.now() - before);
    await index.recall({ ...recallOf('usb hub'), limit: 24 });
    await turn();
  }
  return { ...percentiles(times), block: blocked() };
}

function recallOf(text: string): Parameters<EmbeddedSearchIndex['recall']>[0] {
  return { text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 10_000, candidates: 200, facets: FACETS };
}

async function chorusProducts(): Promise<readonly Product[]> {
  await using imported = await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING });
  const { catalog } = imported.shop;
  const products: Product[] = [];
  for (let after: ProductId | null = null; ; ) {
    const page = await catalog.scanProducts(after, 500);
    products.push(...page.map(({ product }) => product));
    if (page.length < 500) return products;
    after = page.at(-1)!.product.id;
  }
}

async function sizes(dataDir: string): Promise<{ disk: number; snapshot: number }> {
  let disk = 0;
  let snapshot = 0;
  for (const file of await readdir(dataDir)) {
    const { size } = await stat(join(dataDir, file));
    disk += size;
    if (file.endsWith('.snapshot')) snapshot += size;
  }
  return { disk, snapshot };
}

function* batches(operations: Iterable<IndexOperation>): Generator<IndexOperation[]> {
  let batch: IndexOperation[] = [];
  for (const operation of operations) {
    batch.push(operation);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Gives the longest time, in milliseconds, that the event loop was kept from turning since it was last asked. */
function blockMeter(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return () => {
    const longest = delay.max / 1e6;
    delay.reset();
    return longest;
  };
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
