/*
 * What:   whether a boost of 1.2 means the same under every order: relevance alone, the shipped model, the same in 8 bits. For each
 *         query a boost on the brand that stands most often among the first 50 of that order; by how many places its products move.
 *         Beside it, how far the order's first 50 stand from those of relevance.
 * Data:   the sample shop with its year of simulated shoppers, its judged queries, as nobody and as demo shoppers.
 * Run:    npm run bench:boosts [-- --shoppers tor,pia]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openScratchShop } from '../cli/index.ts';
import { generateSampleCatalog, JUDGED_QUERIES, SAMPLE_SHOP, sampleShopYear } from '../cli/sample/index.ts';
import { createLexicalOrder, createModelReranker, type Discovery, type Reranker } from '../discovery/index.ts';
import { openModels } from '../ranker/index.ts';
import { ruleId } from '../schema/ids.ts';
import { ANONYMOUS, type Identity } from '../schema/identity.ts';
import type { Rule } from '../stores/ports/rule.ts';
import { ruledDiscovery } from './support/ruled-discovery.ts';

const FACTOR = 1.2;
const WITHIN = 50;
const SHOWN = 100;
const NOW_MS = Date.UTC(2026, 10, 24, 12);
const now = (): number => NOW_MS;
const { values } = parseArgs({ options: { shoppers: { type: 'string', default: 'tor,pia' } } });
const subjects = values.shoppers.split(',');
const people: readonly (readonly [string, Identity])[] = [
  ['nobody', ANONYMOUS],
  ...subjects.map((subject) => [subject, { role: 'SHOPPER', userId: subject, visitorId: null }] as const),
];

await using opened = new AsyncDisposableStack();
const scratch = opened.use(await openScratchShop(now));
const { shop } = scratch;
await scratch.putProducts(generateSampleCatalog(SAMPLE_SHOP));
await scratch.putEvents(sampleShopYear(NOW_MS).events);
const orders: readonly (readonly [string, Reranker])[] = [
  ['relevance, no model', createLexicalOrder()],
  ['shipped-1', await modelOrder('shipped-1')],
  ['compact-1 (int8)', await modelOrder('compact-1')],
];

console.log(`${JUDGED_QUERIES.length} queries; median places up of the boosted products (products; median distance of the first ${WITHIN} from their place by relevance)\n`);
console.log(`| order | ${people.map(([name]) => name).join(' | ')} |\n|---|${'---|'.repeat(people.length)}`);
const medians: number[][] = people.map(() => []);
for (const [name, reranker] of orders) {
  const cells: string[] = [];
  for (const [person, [, identity]] of people.entries()) {
    const { moves, distances } = await movesUnder(reranker, identity);
    medians[person]!.push(median(moves));
    cells.push(`${median(moves)} (${moves.length}; ${median(distances)})`);
  }
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
const spread = Math.max(...medians.map((of) => Math.max(...of) - Math.min(...of)));
console.log(`\nthe medians differ by ${spread} at most (at most 2)`);
process.exitCode = spread <= 2 ? 0 : 1;

async function modelOrder(version: string): Promise<Reranker> {
  const { encoder, index, behaviour, embeddings } = shop;
  const models = opened.use(
    await openModels({
      folder: join(scratch.modelsFolder, version),
      shippedFolder: join(import.meta.dirname, '../ranker/shipped'),
      expectations: () => ({ textEncoder: encoder.version, dimensions: { content: encoder.dimensions } }),
      log: { warn: (details, message) => console.error(message, details) },
    }),
  );
  await models.activate(version);
  return createModelReranker({ models, index, behaviour, embeddings, now });
}

async function movesUnder(reranker: Reranker, identity: Identity): Promise<{ readonly moves: readonly number[]; readonly distances: readonly number[] }> {
  const plain = ruledDiscovery(shop, [], reranker, now);
  const relevance = ruledDiscovery(shop, [], createLexicalOrder(), now);
  const moves: number[] = [];
  const distances: number[] = [];
  for (const { text } of JUDGED_QUERIES) {
    const before = await page(plain, text, identity);
    const byRelevance = new Map((await page(relevance, text, identity)).map(({ id }, place) => [id, place]));
    const first = before.slice(0, WITHIN);
    distances.push(...first.map(({ id }, place) => Math.abs(place - (byRelevance.get(id) ?? SHOWN))));
    const brand = commonest(first.map((product) => product.brand).filter((of) => of !== null));
    if (brand === null) continue;
    const after = new Map((await page(ruledDiscovery(shop, [boostOf(brand)], reranker, now), text, identity)).map(({ id }, place) => [id, place]));
    for (const [place, product] of first.entries()) if (product.brand === brand) moves.push(place - after.get(product.id)!);
  }
  return { moves, distances };
}

async function page(discovery: Discovery, query: string, identity: Identity) {
  const { hits } = await discovery.search(
    { query, filters: [], sort: 'RELEVANCE', first: SHOWN, after: null, personalize: true, locale: null, facets: [] },
    { identity, signal: new AbortController().signal },
  );
  return hits.map(({ document: { id, product } }) => ({ id, brand: product.brand }));
}

function boostOf(brand: string): Rule {
  const target = { productIds: [], filters: [{ field: 'brand' as const, values: [brand], range: null }] };
  return {
    id: ruleId('boost'),
    version: 1,
    content: {
      name: 'Boost',
      status: 'ACTIVE',
      priority: 0,
      condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [] },
      actions: [{ kind: 'BOOST', target, factor: FACTOR }],
      schedule: null,
    },
    updatedBy: 'bench',
    updatedAtMs: NOW_MS,
  };
}

function commonest(values: readonly string[]): string | null {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
