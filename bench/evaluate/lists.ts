/*
 * What:   how many of the products that shoppers turn to next are in the lists that they are shown: HR@24 and NDCG@24 with 95 %
 *         bootstrap intervals, share of the catalogue shown to anyone, time a list; and what each reason is worth.
 * Data:   the sample shop and the first 320 days of its simulated year; of each shopper with a history, the new products that they
 *         looked at or bought in the 45 days after it (the first 20). Lists are made by the shop's own discovery.
 * Not measured: real shoppers, and any effect of what was shown before on what is looked at. The simulated ones are shown lists
 *         of their own in the simulation, so that nobody can find all of what they looked at.
 * Run:    npm run evaluate:lists
 */
import { openScratchShop } from '../../cli/index.ts';
import { generateSample, SAMPLE_SHOP, sampleShopYear } from '../../cli/sample/index.ts';
import type { DiscoveryContext, RecommendationList, Strategy } from '../../discovery/index.ts';
import { bootstrapMean, rankingQuality } from '../../ranker/index.ts';
import type { ProductId, ShopperId } from '../../schema/ids.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import { percentiles } from '../support/percentiles.ts';

/** The shop's clock: fixed, so that every run gives the same. */
const NOW_MS = Date.UTC(2026, 10, 24);
const HELD_OUT_DAYS = 45;
const PLACES = 24;
const TARGETS_MAX = 20;
/** Products that a shopper must have turned to before to be asked. */
const KNOWN_MIN = 3;

const cutMs = NOW_MS - HELD_OUT_DAYS * 86_400_000;
const { events } = sampleShopYear(NOW_MS);
await using scratch = await openScratchShop(() => cutMs);
await scratch.putProducts([...generateSample(SAMPLE_SHOP)].map(({ record }) => record));
const startedMs = performance.now();
const before = events.filter(({ atMs }) => atMs < cutMs);
await scratch.putEvents(before);
console.log(`${before.length} events recorded and counted in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);

const cases = casesOf(events);
console.log(`${cases.length} shoppers\n`);
console.log(`${'list'.padEnd(10)}   HR@${PLACES} [95 %]             NDCG@${PLACES} [95 %]           shown   p50 ms   p99 ms`);
const reasons = new Map<string, { shown: number; hits: number }>();
for (const strategy of ['POPULAR', 'TRENDING', 'FOR_YOU'] as const) await measure(strategy);
console.log('\nreason in FOR_YOU        shown   of them turned to');
for (const [code, { shown, hits }] of [...reasons].toSorted(([, a], [, b]) => b.shown - a.shown)) {
  console.log(`${code.padEnd(20)}${String(shown).padStart(10)}   ${((100 * hits) / shown).toFixed(2)} %`);
}

interface ListCase {
  readonly shopper: ShopperId;
  readonly targets: ReadonlySet<ProductId>;
}

function casesOf(all: readonly ShopperEvent[]): readonly ListCase[] {
  const interests = all.filter(({ type }) => type === 'CLICK' || type === 'VIEW' || type === 'ADD_TO_CART' || type === 'PURCHASE');
  return [...Map.groupBy(interests, ({ shopper }) => shopper)].flatMap(([shopper, own]): ListCase[] => {
    const known = new Set(own.filter(({ atMs }) => atMs < cutMs).map(({ productId }) => productId));
    const next = new Set(own.filter(({ atMs, productId }) => atMs >= cutMs && !known.has(productId)).map(({ productId }) => productId));
    return known.size < KNOWN_MIN || next.size === 0 ? [] : [{ shopper, targets: new Set([...next].slice(0, TARGETS_MAX)) }];
  });
}

async function measure(strategy: Strategy): Promise<void> {
  const hitRates: number[] = [];
  const gains: number[] = [];
  const times: number[] = [];
  const shown = new Set<ProductId>();
  for (const { shopper, targets } of cases) {
    const fromMs = performance.now();
    const list = await listFor(shopper, strategy);
    times.push(performance.now() - fromMs);
    const ids = list.hits.map(({ document }) => document.id);
    const numbers = new Map([...new Set([...ids, ...targets])].map((id, number) => [id, number]));
    const quality = rankingQuality(ids.map((id) => numbers.get(id)!), new Set([...targets].map((id) => numbers.get(id)!)), PLACES);
    hitRates.push(quality.hitRate);
    gains.push(quality.ndcg);
    for (const id of ids) shown.add(id);
    if (strategy === 'FOR_YOU') for (const { document, reason } of list.hits) count(reason.code, targets.has(document.id));
  }
  const cell = (values: readonly number[]): string => {
    const { mean, low, high } = bootstrapMean(values, { seed: 1 });
    return `${mean.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`;
  };
  const { p50, p99 } = percentiles(times);
  const cells = [cell(hitRates), cell(gains), String(shown.size).padStart(5), p50.toFixed(1).padStart(7), p99.toFixed(1).padStart(7)];
  console.log(`${strategy.padEnd(10)}   ${cells.join('  ')}`);
}

function listFor(shopper: ShopperId, strategy: Strategy): Promise<RecommendationList> {
  const context: DiscoveryContext = {
    identity: { role: 'SHOPPER', userId: shopper.slice(shopper.indexOf(':') + 1), visitorId: null },
    signal: new AbortController().signal,
  };
  const request = { strategy, productIds: [], excludeProductIds: [], filters: [], first: PLACES, after: null };
  return scratch.shop.discovery.recommend(request, context);
}

function count(code: string, hit: boolean): void {
  const known = reasons.get(code) ?? { shown: 0, hits: 0 };
  reasons.set(code, { shown: known.shown + 1, hits: known.hits + (hit ? 1 : 0) });
}
