/*
 * What:   whether personalised search is worth it: MRR and HR@10 of what the shopper took in the end, in the order for the
 *         shopper, for nobody, and for another shopper of the sample, with paired bootstrap intervals (95 %) of the
 *         differences in MRR. Every order is made by the shop's own search with the shipped model.
 * Data:   Beauty as product search (../shared/data/README.md; only measured, never shipped), seeded users; and simulated
 *         shoppers of latent tastes in some catalogues of other seeds than those trained on, split by time: several, since whether
 *         one shopper's taste is another's too, by and large, differs from one made-up shop to the next.
 * Not measured: the gateway, and any effect of what was shown before on what is bought.
 * Run:    npm run evaluate:personalised [-- --users 2000 --only beauty|simulated --seed 1 --worlds 8]
 */
import { parseArgs } from 'node:util';
import { openScratchShop, type ScratchShop } from '../../cli/index.ts';
import { beautyCases } from './personalised/beauty-cases.ts';
import { compareOrders, type ComparedOrders, joinOrders } from './personalised/compare-orders.ts';
import { pairedDifference } from './personalised/paired-difference.ts';
import type { SearchCase } from './personalised/search-case.ts';
import { simulatedCases } from './personalised/simulated-cases.ts';

/** The shop's clock: fixed, so that every run gives the same. */
const NOW_MS = Date.UTC(2026, 10, 24);
const SIMULATED_SEED = 776;
const HIT_PLACES = 10;

const { values } = parseArgs({ options: { users: { type: 'string', default: '2000' }, only: { type: 'string' }, seed: { type: 'string', default: '1' }, worlds: { type: 'string', default: '8' } } });
const [users, seed, worlds] = [Number(values.users), Number(values.seed), Number(values.worlds)];

if (values.only !== 'simulated') {
  const { products, events, cases } = beautyCases({ users, seed, nowMs: NOW_MS });
  await using scratch = await openScratchShop(() => NOW_MS);
  await scratch.putProducts(products);
  await scratch.putEvents(events);
  for (const [query, searched] of Object.entries(cases)) report(`Beauty, query = ${query}`, await compare(scratch, searched));
}
if (values.only !== 'beauty') {
  const shops: ComparedOrders[] = [];
  for (let world = 0; world < worlds; world += 1) {
    // Shoppers have the seed after their catalogue's.
    const { products, events, cases } = simulatedCases({ seed: SIMULATED_SEED + seed + 2 * world, nowMs: NOW_MS });
    await using scratch = await openScratchShop(() => NOW_MS);
    await scratch.putProducts(products);
    await scratch.putEvents(events);
    shops.push(await compare(scratch, cases.slice(0, users)));
    if (worlds > 1) report(`simulated, latent tastes, shop ${world + 1}`, shops.at(-1)!);
  }
  report(`simulated, latent tastes, ${worlds} shop${worlds === 1 ? '' : 's'}`, joinOrders(shops));
}

function compare({ shop }: ScratchShop, cases: readonly SearchCase[]): Promise<ComparedOrders> {
  return compareOrders(shop.discovery, cases, { signal: new AbortController().signal });
}

function report(title: string, { models, ...orders }: ComparedOrders): void {
  console.log(`\n${title}: ${orders.anonymous.length} searches; model in explanations: ${[...models].join(', ') || 'none'}`);
  console.log(`${''.padEnd(14)}${'MRR'.padStart(8)}${`HR@${HIT_PLACES}`.padStart(8)}   difference in MRR to anonymous [95 %]`);
  for (const name of ['personalised', 'anonymous', 'shuffled'] as const) console.log(row(name, orders));
}

function row(name: Exclude<keyof ComparedOrders, 'models'>, orders: Omit<ComparedOrders, 'models'>): string {
  const reciprocal = orders[name].map((place) => 1 / place);
  const mrr = average(reciprocal);
  const hits = average(orders[name].map((place) => (place <= HIT_PLACES ? 1 : 0)));
  const { mean, low, high } = pairedDifference(reciprocal, orders.anonymous.map((place) => 1 / place), seed);
  const difference = name === 'anonymous' ? '' : `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
  return `${name.padEnd(14)}${mrr.toFixed(4).padStart(8)}${hits.toFixed(4).padStart(8)}   ${difference}`;
}

function average(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(4)}`;
}
