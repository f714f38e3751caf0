/*
 * What:   one page of search on chorus-icecat, by stage: the index alone (recall of 200 candidates and five facets), the
 *         whole of discovery (understanding, recall, facets, page, highlights), and the contract's Search operation
 *         through the gateway over HTTP, at 1 and 8 clients, with what of it is spent in subgraphs and what outside;
 *         and suggestions for the beginning of each query.
 * Data:   the 76 dev queries, each in turn; imported by the documented command.
 * Not measured: the client's own work beyond reading the answer; cold starts (one round goes before).
 * Run:    npm run bench:search [-- --rounds 20]
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ANONYMOUS } from '../schema/identity.ts';
import { judgedQueries, CHORUS_CATALOG, CHORUS_MAPPING } from './support/chorus-icecat.ts';
import { importedShop } from './support/imported-shop.ts';
import { meanSubgraphMs } from './support/mean-subgraph-ms.ts';
import { percentiles } from './support/percentiles.ts';
import { searchClient } from './support/search-client.ts';

const FIRST = 24;
const FACETS = ['category', 'brand', 'price', 'availability', 'rating'] as const;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const rounds = Number(values.rounds);

await using imported = await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING });
const { shop, url } = imported;
const { judged, hopeless } = judgedQueries();
const queries = [...judged.map(({ query }) => query), ...hopeless];
const search = searchClient(url);
const context = { identity: ANONYMOUS, signal: new AbortController().signal };

const suggest = (prefix: string) => shop.discovery.suggest({ prefix, first: 5, locale: null }, context);
const recall = (text: string) =>
  shop.index.recall({
    text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 10_000, candidates: 200, facets: FACETS,
  });
const discover = async (query: string) => {
  const result = await shop.discovery.search(
    { query, filters: [], sort: 'RELEVANCE', first: FIRST, after: null, personalize: true, locale: null, facets: FACETS },
    context,
  );
  await result.facets(FACETS);
  for (const hit of result.hits) hit.highlights();
  return result;
};

console.log(`${cpus().length} x ${cpus()[0]?.model}; Node ${process.version}; ${queries.length} queries, ${rounds} rounds after one that is not counted\n`);
console.log('stage'.padEnd(52), 'p50 ms'.padStart(8), 'p99 ms'.padStart(8), 'CPU ms'.padStart(8), 'per s'.padStart(8));
const index = await measure('index: recall + 5 facets', 1, recall);
const discovery = await measure('discovery: + understanding, page, highlights', 1, discover);
const subgraphMs = await meanSubgraphMs(url);
const one = await measure('Search operation through the gateway, 1 client', 1, (query) => search(query, FIRST));
const insideSubgraphs = await subgraphMs(queries.length * (rounds + 1));
await measure('Search operation through the gateway, 8 clients', 8, (query) => search(query, FIRST));
await measure('suggest: 5 queries, products, categories, 1 client', 1, (query) => suggest(query.slice(0, Math.ceil(query.length / 2))));
console.log(
  `\nof one Search operation at 1 client (p50 ${one.toFixed(2)} ms): index ${share(index)}, rest of discovery ${share(discovery - index)}, ` +
    `execution in subgraphs ${share(insideSubgraphs - discovery)}, gateway, HTTP and this client ${share(one - insideSubgraphs)}`,
);

/** Runs all queries `rounds` times with some of them under way at once; prints and returns the median in milliseconds. */
async function measure(stage: string, clients: number, run: (query: string) => Promise<unknown>): Promise<number> {
  for (const query of queries) await run(query);
  const work = Array.from({ length: rounds }, () => queries).flat();
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let query = work[next++]; query !== undefined; query = work[next++]) {
        const before = performance.now();
        await run(query);
        times.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const { p50, p99 } = percentiles(times);
  const cells = [p50, p99, (user + system) / 1_000 / work.length].map((value) => value.toFixed(2).padStart(8));
  console.log(stage.padEnd(52), ...cells, (work.length / seconds).toFixed(0).padStart(8));
  return p50;
}

function share(part: number): string {
  return `${part.toFixed(2)} ms (${Math.round((100 * part) / one)} %)`;
}
