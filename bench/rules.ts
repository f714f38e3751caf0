/*
 * What:   the contract's Search operation through the gateway over HTTP, with no rule and with 10,000 active ones, each query
 *         asked every way in turn, in an order that changes with the round; how many rules hold for a query; matching alone.
 *         Two sets of rules: the long tail of what shoppers ask, and a hostile one whose rules share the catalogue's commonest words.
 * Data:   chorus-icecat, the 76 dev queries; seeded rules made of the catalogue's words and brands; the model that is active.
 * Not measured: editing; more than one client.
 * Run:    npm run bench:rules [-- --rounds 20 --rules 10000]
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadSecrets, openDoor } from '../cli/index.ts';
import { createModelReranker } from '../discovery/index.ts';
import { createRuleBook } from '../discovery/rules/rule-book.ts';
import type { Product } from '../stores/ports/product.ts';
import type { Rule } from '../stores/ports/rule.ts';
import { longTailRules } from './rules/long-tail-rules.ts';
import { randomRules } from './rules/random-rules.ts';
import { CHORUS_CATALOG, CHORUS_MAPPING, judgedQueries } from './support/chorus-icecat.ts';
import { importedShop } from './support/imported-shop.ts';
import { percentiles } from './support/percentiles.ts';
import { ruledDiscovery } from './support/ruled-discovery.ts';
import { searchClient } from './support/search-client.ts';

const FIRST = 24;
/** The rounds are cut into so many parts; the spread is that of their ratios. */
const PARTS = 5;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, rules: { type: 'string', default: '10000' } } });
const [rounds, count] = [Number(values.rounds), Number(values.rules)];
const now = Date.now;

await using opened = new AsyncDisposableStack();
const { shop } = opened.use(await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING }));
const { judged, hopeless } = judgedQueries();
const queries = [...judged.map(({ query }) => query), ...hopeless];
const products: Product[] = [];
for (let page = await shop.catalog.scanProducts(null, 1_000); page.length > 0; page = await shop.catalog.scanProducts(page.at(-1)!.product.id, 1_000)) {
  products.push(...page.map(({ product }) => product));
}
console.log(`${cpus().length} x ${cpus()[0]?.model}; Node ${process.version}; ${products.length} products, ${queries.length} queries, ${rounds} rounds after one that is not counted\n`);

const ways = [
  await wayOf('no rules', []),
  await wayOf(`${count}, long tail`, longTailRules(products, { queries, count, seed: 1, nowMs: now() })),
  await wayOf(`${count}, hostile`, randomRules(products, { count, seed: 1, nowMs: now() })),
];
const [bare, longTail] = [ways[0]!, ways[1]!];
for (let round = -1; round < rounds; round++) {
  const turn = (round + ways.length) % ways.length;
  for (const query of queries) {
    for (const { search, times } of [...ways.slice(turn), ...ways.slice(0, turn)]) {
      const startedAt = performance.now();
      await search(query, FIRST);
      if (round >= 0) times.push(performance.now() - startedAt);
    }
  }
}

console.log(`| rules | hold for a query: median, most | matching p50 ms | Search p50 ms | p99 ms | ratio of p50 (spread) | where some hold | where none holds |\n|---|---|---|---|---|---|---|---|`);
for (const way of ways) {
  const { p50, p99 } = percentiles(way.times);
  const parts = Array.from({ length: PARTS }, (_none, part) => ratioOf(way, (_query, place) => Math.floor((place * PARTS) / way.times.length) === part));
  const ratios = [
    `${ratioOf(way, () => true).toFixed(3)} (${Math.min(...parts).toFixed(2)} to ${Math.max(...parts).toFixed(2)})`,
    ratioOf(way, (query) => way.holding[query]! > 0).toFixed(3),
    ratioOf(way, (query) => way.holding[query] === 0).toFixed(3),
  ];
  const holding = way.holding.toSorted((a, b) => a - b);
  console.log(
    `| ${way.name} | ${holding[holding.length >> 1]}, ${holding.at(-1)} | ${way.matchMs.toFixed(3)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${(way === bare ? ['', '', ''] : ratios).join(' | ')} |`,
  );
}
const ratio = ratioOf(longTail, () => true);
console.log(`\nlong tail: ${ratio.toFixed(3)} (at most 1.1)`);
process.exitCode = ratio <= 1.1 ? 0 : 1;

interface Way {
  readonly name: string;
  readonly search: ReturnType<typeof searchClient>;
  /** Milliseconds, query by query, round by round. */
  readonly times: number[];
  /** Rules that hold, by query. */
  readonly holding: readonly number[];
  readonly matchMs: number;
}

/** A gateway of its own over the same stores and model. */
async function wayOf(name: string, rules: readonly Rule[]): Promise<Way> {
  const log = pino({ level: 'warn' });
  const reranker = createModelReranker({ models: shop.models, index: shop.index, behaviour: shop.behaviour, embeddings: shop.embeddings, now });
  const secrets = loadSecrets(join(import.meta.dirname, '../data/bench-chorus-icecat'), {});
  const options = { host: '127.0.0.1', port: 0, secrets, secretsConfigured: false, development: false, overHttp: false, log, now };
  const door = opened.use(await openDoor({ ...shop, discovery: ruledDiscovery(shop, rules, reranker, now) }, options));
  const book = createRuleBook();
  for (const rule of rules) book.put(rule);
  const matchTimes: number[] = [];
  const holding = queries.map((query) => {
    const startedAt = performance.now();
    const held = book.match({ surface: 'SEARCH', texts: [query], filters: [], segments: new Set(), locale: null, atMs: now() });
    matchTimes.push(performance.now() - startedAt);
    return held.length;
  });
  return { name, search: searchClient(door.url), times: [], holding, matchMs: percentiles(matchTimes).p50 };
}

/** Of the medians, over the searches chosen, to those without rules; NaN where none is chosen. */
function ratioOf({ times }: Way, chosen: (query: number, place: number) => boolean): number {
  const of = (all: readonly number[]): readonly number[] => all.filter((_time, place) => chosen(place % queries.length, place));
  const [with_, without] = [of(times), of(bare.times)];
  return with_.length === 0 ? Number.NaN : percentiles([...with_]).p50 / percentiles([...without]).p50;
}
