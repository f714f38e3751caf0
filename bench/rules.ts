/*
 * What:   search with 10,000 active rules beside search with none: one page with facets, through the whole of discovery, each
 *         query asked both ways in turn; matching alone; and how many of the rules held. Then a boost of 1.2 on the brand that
 *         stands most often among each query's first 50, under each order that there is (relevance, models): by how many
 *         places its products move up.
 * Data:   chorus-icecat, the 76 dev queries; seeded rules made of the catalogue's words and brands.
 * Not measured: what a rule does that holds (a boost may cost one more recall, a pin one): queries for which a rule held are
 *         counted apart.
 * Run:    npm run bench:rules [-- --rounds 20 --rules 10000]
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDiscovery, createLexicalOrder, createModelReranker, type Discovery, NO_TASTE, type Reranker } from '../discovery/index.ts';
import { createRuleBook } from '../discovery/rules/rule-book.ts';
import { openModels, openTensors } from '../ranker/index.ts';
import { listId, type ProductId, ruleId } from '../schema/ids.ts';
import { ANONYMOUS } from '../schema/identity.ts';
import { createTextEncoder, shippedTokenTable } from '../search/index.ts';
import { createResultLists } from '../stores/embedded/index.ts';
import type { Product } from '../stores/ports/product.ts';
import type { Rule } from '../stores/ports/rule.ts';
import { randomRules } from './rules/random-rules.ts';
import { CHORUS_CATALOG, CHORUS_MAPPING, judgedQueries } from './support/chorus-icecat.ts';
import { importedShop } from './support/imported-shop.ts';
import { percentiles } from './support/percentiles.ts';

const FACETS = ['category', 'brand', 'price', 'availability', 'rating'] as const;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, rules: { type: 'string', default: '10000' } } });
const [rounds, count] = [Number(values.rounds), Number(values.rules)];
const now = Date.now;

await using imported = await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING });
const { shop } = imported;
const { judged, hopeless } = judgedQueries();
const queries = [...judged.map(({ query }) => query), ...hopeless];
const encoder = createTextEncoder(shippedTokenTable());
let lists = 0;

const products: Product[] = [];
for (let page = await shop.catalog.scanProducts(null, 1_000); page.length > 0; page = await shop.catalog.scanProducts(page.at(-1)!.product.id, 1_000)) {
  products.push(...page.map(({ product }) => product));
}
const rules = randomRules(products, { count, seed: 1, nowMs: now() });
const book = createRuleBook();
const putStarted = performance.now();
for (const rule of rules) book.put(rule);
const putMs = performance.now() - putStarted;

console.log(`${cpus().length} x ${cpus()[0]?.model}; Node ${process.version}; ${products.length} products, ${queries.length} queries, ${rounds} rounds; ${count} rules put in ${putMs.toFixed(0)} ms`);
const bare = discoveryOf([], createLexicalOrder());
const ruled = discoveryOf(rules, createLexicalOrder());
const holding = new Map(queries.map((query) => [query, book.match({ surface: 'SEARCH', texts: [query], filters: [], segments: new Set(), locale: null, atMs: now() }).length]));
const quiet = queries.filter((query) => holding.get(query) === 0);
console.log(`rules hold for ${queries.length - quiet.length} of the queries, ${Math.max(...holding.values())} at most for one`);

const times = { bare: [] as number[], ruled: [] as number[], bareQuiet: [] as number[], ruledQuiet: [] as number[], match: [] as number[] };
for (let round = -1; round < rounds; round++) {
  for (const query of queries) {
    const isQuiet = holding.get(query) === 0;
    const [first, second] = round % 2 === 0 ? [bare, ruled] : [ruled, bare];
    const one = await timed(() => page(first, query));
    const two = await timed(() => page(second, query));
    const matched = await timed(async () => book.match({ surface: 'SEARCH', texts: [query], filters: [], segments: new Set(), locale: null, atMs: now() }));
    if (round < 0) continue;
    const [without, with_] = first === bare ? [one, two] : [two, one];
    times.bare.push(without);
    times.ruled.push(with_);
    times.match.push(matched);
    if (isQuiet) {
      times.bareQuiet.push(without);
      times.ruledQuiet.push(with_);
    }
  }
}
console.log('searches'.padEnd(34), 'p50 ms'.padStart(8), 'p99 ms'.padStart(8));
for (const [name, of] of [['without rules', times.bare], [`with ${count}`, times.ruled], ['without, where none holds', times.bareQuiet], [`with ${count}, where none holds`, times.ruledQuiet], ['matching alone', times.match]] as const) {
  const { p50, p99 } = percentiles(of);
  console.log(name.padEnd(34), p50.toFixed(3).padStart(8), p99.toFixed(3).padStart(8));
}
const ratio = percentiles(times.ruledQuiet).p50 / percentiles(times.bareQuiet).p50;
console.log(`ratio of the medians: ${(percentiles(times.ruled).p50 / percentiles(times.bare).p50).toFixed(3)}, where none holds ${ratio.toFixed(3)} (at most 1.1)`);

await openTensors('wasm');
const medians: number[] = [];
console.log('\nboost of 1.2 under'.padEnd(35), 'products', 'median places up');
for (const order of await orders()) {
  const { name, reranker } = order;
  const moves = await movesUnder(reranker);
  medians.push(median(moves));
  console.log(name.padEnd(34), String(moves.length).padStart(8), String(median(moves)).padStart(16));
  order.close();
}
const spread = Math.max(...medians) - Math.min(...medians);
console.log(`the medians differ by ${spread} (at most 2)`);
process.exitCode = ratio <= 1.1 && spread <= 2 ? 0 : 1;

function discoveryOf(live: readonly Rule[], reranker: Reranker): Discovery {
  const own = createRuleBook();
  for (const rule of live) own.put(rule);
  const known = { book: own, expand: () => [], rules: new Map<never, never>(), synonyms: new Map<never, never>(), degradations: [] };
  return createDiscovery({
    index: shop.index,
    encoder,
    rules: { read: async () => known, refresh: async () => {} },
    lists: createResultLists({ now, maxIds: 2_000_000 }),
    reranker,
    shoppers: shop.shoppers,
    behaviour: shop.behaviour,
    taste: NO_TASTE,
    served: { add() {} },
    now,
    newListId: () => listId(`list-${++lists}`),
    log: { warn: (details, message) => console.error(message, details) },
  });
}

async function page(discovery: Discovery, query: string, first = 24): Promise<readonly ProductId[]> {
  const { hits } = await discovery.search(
    { query, filters: [], sort: 'RELEVANCE', first, after: null, personalize: false, locale: null, facets: FACETS },
    { identity: ANONYMOUS, signal: new AbortController().signal },
  );
  return hits.map(({ document }) => document.id);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Relevance alone, and every model on offer. */
async function orders(): Promise<readonly { readonly name: string; readonly reranker: Reranker; close(): void }[]> {
  const relevance = { name: 'relevance, no model', reranker: createLexicalOrder(), close() {} };
  const { models: offered } = await shop.models.list();
  const behaviour = shop.behaviour;
  const withModel = await Promise.all(
    offered.map(async ({ version, quantized }) => {
      const models = await openModels({
        folder: join(import.meta.dirname, '../data/bench-rules-models', version),
        shippedFolder: join(import.meta.dirname, '../ranker/shipped'),
        expectations: () => ({ textEncoder: encoder.version, dimensions: { content: encoder.dimensions } }),
        log: { warn() {} },
      });
      await models.activate(version);
      const reranker = createModelReranker({ models, index: shop.index, behaviour, embeddings: shop.embeddings, now });
      return { name: `${version}${quantized ? ' (int8)' : ''}`, reranker, close: () => models[Symbol.dispose]() };
    }),
  );
  return [relevance, ...withModel];
}

/** Places that products of the commonest brand move up, of each query; those of the first 50. */
async function movesUnder(reranker: Reranker): Promise<readonly number[]> {
  const brandOf = new Map(products.map(({ id, brand }) => [id, brand]));
  const plain = discoveryOf([], reranker);
  const moves: number[] = [];
  for (const query of queries) {
    const before = await page(plain, query, 100);
    const brands = before.slice(0, 50).map((id) => brandOf.get(id) ?? null).filter((brand) => brand !== null);
    const [brand] = [...new Set(brands)].toSorted((a, b) => brands.filter((other) => other === b).length - brands.filter((other) => other === a).length);
    if (brand === undefined) continue;
    const target = { productIds: [], filters: [{ field: 'brand', values: [brand], range: null }] } as const;
    const boost: Rule = { ...rules[0]!, id: ruleId('boost'), content: { ...rules[0]!.content, schedule: null, condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [] }, actions: [{ kind: 'BOOST', target, factor: 1.2 }] } };
    const after = await page(discoveryOf([boost], reranker), query, 100);
    for (const [place, id] of before.slice(0, 50).entries()) if (brandOf.get(id) === brand) moves.push(place - after.indexOf(id));
  }
  return moves;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
