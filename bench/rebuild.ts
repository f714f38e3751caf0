/*
 * What:   a rebuild of the whole index beside the live one while searches go on: how long it takes, how much slower
 *         searches are meanwhile, and what memory it takes at most against rest.
 * Data:   chorus-icecat, as imported by the documented command; the 76 dev queries.
 * Not measured: writes meanwhile (test/faults/rebuild-under-load.test.ts has them).
 * Run:    npm run bench:rebuild
 */
import { CHORUS_CATALOG, CHORUS_MAPPING, judgedQueries } from './support/chorus-icecat.ts';
import { importedShop } from './support/imported-shop.ts';
import { percentiles } from './support/percentiles.ts';
import { searchClient } from './support/search-client.ts';

const REST_MS = 10_000;

await using imported = await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING });
const { shop, url } = imported;
const { judged, hopeless } = judgedQueries();
const queries = [...judged.map(({ query }) => query), ...hopeless];
const search = searchClient(url);

const rest = await searchUntil(new Promise((resolve) => setTimeout(resolve, REST_MS)));
const startedAt = performance.now();
const during = await searchUntil(shop.indexer.rebuild());
const seconds = (performance.now() - startedAt) / 1_000;

console.log(`rebuild of ${(await shop.index.status()).documents.toLocaleString('en')} documents in ${seconds.toFixed(1)} s`);
console.log('at rest'.padEnd(16), line(rest));
console.log('in the rebuild'.padEnd(16), line(during));
console.log(`peak memory ${(during.peakMb / rest.peakMb).toFixed(2)} times that of searching at rest`);

interface Load {
  readonly answers: number;
  readonly times: readonly number[];
  readonly peakMb: number;
}

/** Searches one after the other until the work is done. A failed answer throws. */
async function searchUntil(work: Promise<unknown>): Promise<Load> {
  const state = { done: false };
  void work.finally(() => {
    state.done = true;
  });
  const times: number[] = [];
  let peakMb = 0;
  for (let i = 0; !state.done; i++) {
    const before = performance.now();
    await search(queries[i % queries.length]!, 24);
    times.push(performance.now() - before);
    peakMb = Math.max(peakMb, process.memoryUsage().rss / 1e6);
  }
  await work;
  return { answers: times.length, times, peakMb };
}

function line({ answers, times, peakMb }: Load): string {
  const { p50, p99 } = percentiles(times);
  return `${answers} searches, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms, memory up to ${Math.round(peakMb)} MB`;
}
