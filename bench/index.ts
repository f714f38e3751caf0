/*
 * What:   products a second from MongoDB to searchable, the first time, beside a scan and bulk loop of the two drivers alone; the time
 *         from an acknowledged write until it is read by id, at a steady rate, and updates a second as fast as they are written, beside a
 *         tailer of the two drivers alone.
 * Data:   seeded products of about 1 KB, written as any tool would write them.
 * Counts: all of Aisle's work: cleaned, stored cleaned in MongoDB, encoded to vectors, and analysed in its own mapping. The bare loop
 *         does none of that. What part of the difference is Elasticsearch's own work on Aisle's mapping shows in a third row: the same
 *         documents, cleaned and encoded before the clock starts, written four batches at once. CPU time is that of this process; both servers work beside it.
 * Needs:  MONGODB_URL and ELASTICSEARCH_URL.
 * Run:    npm run bench:index -- --products 20000 --updates 2000
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from '@elastic/elasticsearch';
import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import { createIndexer } from '../indexer/index.ts';
import { productId } from '../schema/ids.ts';
import { createTextEncoder, shippedTokenTable } from '../search/index.ts';
import { openElasticsearchIndex } from '../stores/elasticsearch/index.ts';
import { createLeases, createRangeWork } from '../stores/embedded/index.ts';
import { openMongoCatalog } from '../stores/mongodb/index.ts';
import { BARE_MAPPING, bareLoop } from './index/bare-loop.ts';
import { bareTailer } from './index/bare-tailer.ts';
import { changeRate } from './index/change-rate.ts';
import { readyDocuments, writeAll } from './index/ready-documents.ts';
import { updateLags } from './index/update-lag.ts';
import { catalogueOf1Kb } from './support/catalogue-of-1-kb.ts';
import { percentiles } from './support/percentiles.ts';

const { values } = parseArgs({
  options: {
    products: { type: 'string', default: '20000' },
    updates: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '200' },
    batch: { type: 'string', default: '500' },
    ranges: { type: 'string', default: '3' },
  },
});
const products = Number(values.products);
/** Updates written as fast as they are taken. */
const BURST = 10_000;
const { MONGODB_URL: mongodbUrl, ELASTICSEARCH_URL: elasticsearchUrl } = process.env;
if (mongodbUrl === undefined || elasticsearchUrl === undefined) throw new Error('Expected MONGODB_URL and ELASTICSEARCH_URL to be set.');
const namespace = `aisle-bench-${randomBytes(4).toString('hex')}`;
const log = pino({ level: 'warn' }, pino.destination(2));
const now = Date.now;

await using opened = new AsyncDisposableStack();
const mongo = opened.adopt(await new MongoClient(mongodbUrl).connect(), (client) => client.close());
const elastic = opened.adopt(new Client({ node: elasticsearchUrl }), (client) => client.close());
opened.defer(async () => {
  await mongo.db(namespace).dropDatabase();
  for (const { index } of await elastic.cat.indices({ index: `${namespace}*`, format: 'json' })) await elastic.indices.delete({ index: index! });
});
const collection = mongo.db(namespace).collection<{ readonly _id: string }>('products');
let batch: { readonly _id: string }[] = [];
for (const product of catalogueOf1Kb(products)) {
  batch.push(product);
  if (batch.length < 1_000) continue;
  await collection.insertMany(batch);
  batch = [];
}
if (batch.length > 0) await collection.insertMany(batch);

await elastic.indices.create({ index: `${namespace}-bare`, mappings: BARE_MAPPING, settings: { number_of_replicas: 0, refresh_interval: '5s' } });
const bare = await measured('scan and bulk, the two drivers alone', () => bareLoop(collection as never, elastic, `${namespace}-bare`));

const encoder = createTextEncoder(shippedTokenTable());
const catalog = opened.use(await openMongoCatalog({ url: mongodbUrl, namespace, now }));
const index = opened.use(await openElasticsearchIndex({ url: elasticsearchUrl, namespace, alias: 'products', now, embeddings: encoder }));
const indexer = opened.use(
  createIndexer({
    feed: catalog, catalog, products: catalog, quarantine: catalog, index, encoder,
    leases: createLeases(), work: createRangeWork({ concurrency: Number(values.ranges) }), batchSize: Number(values.batch), log, now,
  }),
);
const memory: string[] = [];
const aisle = await measured('Aisle, first sync', async () => {
  let next = 0;
  await indexer.rebuild({
    onProgress({ records }) {
      if (records < next) return;
      next = records + products / 10;
      memory.push(`${Math.round(process.memoryUsage().rss / 1e6)}`);
    },
  });
});
const { documents } = await index.status();
if (documents !== products) throw new Error(`Expected ${products} documents, got ${documents}.`);
const ready = await readyDocuments(catalog, encoder);
const write = await measured('the same documents, made ready before', () => writeAll(index, ready));
console.log(`ratio ${(bare / aisle).toFixed(2)} to the bare loop, ${(write / aisle).toFixed(2)} to nothing but writing what Aisle writes; memory in MB, at every tenth: ${memory.join(' ')}`);

const updates = Number(values.updates);
if (updates > 0) {
  const ids = Array.from(catalogueOf1Kb(Math.min(products, updates)), ({ _id }) => _id);
  const lagOf = { collection, ids, updates, perSecond: Number(values.rate) };
  {
    await using _tailer = await bareTailer(collection as never, elastic, `${namespace}-bare`);
    await sleep(500);
    const titlesOf = async (asked: readonly string[]): Promise<readonly (string | null)[]> => {
      const { docs } = await elastic.mget<{ title: string }>({ index: `${namespace}-bare`, ids: [...asked], _source: ['title'] });
      return docs.map((doc) => ('_source' in doc ? (doc._source?.title ?? null) : null));
    };
    lagLine('tailer, the two drivers alone, by id', await updateLags({ ...lagOf, titlesOf }));
    rateLine('tailer, as fast as it is written', await changeRate({ ...lagOf, updates: BURST, titlesOf }));
  }
  // A reader beside the writer, as in another process: it asks the index for nothing to be made visible.
  await using reader = await openElasticsearchIndex({ url: elasticsearchUrl, namespace, alias: 'products', now, embeddings: encoder });
  indexer.start();
  await indexer.caughtUp((await catalog.head()).version, { timeoutMs: 60_000 });
  const titlesOf = async (asked: readonly string[]): Promise<readonly (string | null)[]> =>
    (await reader.documentsByIds(asked.map(productId))).map((document) => document?.product.title ?? null);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  lagLine('Aisle, by id', await updateLags({ ...lagOf, titlesOf }));
  const { user, system } = process.cpuUsage(cpu);
  console.log(`CPU ${((user + system) / 10 / (performance.now() - startedAt)).toFixed(0)} % of a core, the reader included`);
  rateLine('Aisle, as fast as it is written', await changeRate({ ...lagOf, updates: BURST, titlesOf }));
  const found = async (text: string): Promise<boolean> =>
    (await reader.recall({ text, locale: null, matching: 'any', prefix: false, filters: [], sort: 'RELEVANCE', limit: 1, candidates: 0, facets: [] })).total > 0;
  const searchable: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const word = `zyxo${randomBytes(5).toString('hex')}`;
    await collection.updateOne({ _id: ids[i % ids.length]! }, { $set: { title: `${word} found` } }, { writeConcern: { w: 'majority' } });
    const acknowledgedAt = performance.now();
    while (!(await found(word))) await sleep(20);
    searchable.push(performance.now() - acknowledgedAt);
  }
  lagLine('Aisle, by search', searchable);
}

/** Prints a rate; gives it. */
async function measured(what: string, work: () => Promise<void>): Promise<number> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${what.padEnd(40)} ${Math.round(products / seconds)} products/s, ${seconds.toFixed(1)} s, CPU ${((user + system) / 1e6).toFixed(1)} s`);
  return seconds;
}

function rateLine(what: string, perSecond: number): void {
  console.log(`${what.padEnd(40)} ${BURST} updates, ${Math.round(perSecond)} a second`);
}

function lagLine(what: string, lags: readonly number[]): void {
  const { p50, p99 } = percentiles(lags);
  console.log(`${what.padEnd(40)} ${lags.length} updates, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${Math.max(...lags).toFixed(0)} ms`);
}
