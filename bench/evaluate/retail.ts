/*
 * What:   the first invoice after 2011-10-10 of every customer of Online Retail, from what they bought before: over all items, and
 *         over items new to the customer (../shared/data/README.md), beside popularity, own frequency and basket item-kNN.
 * Data:   imported by `aisle import` with docs/mappings/online-retail-events.json; read back from the shop's event store.
 * Chosen: weights by the first invoices from 2011-09-10 on, with parts fitted on what was before; then parts are fitted anew on all
 *         before 2011-10-10. Nothing later is read before the test.
 * Run:    npm run evaluate:retail [-- --data FOLDER] [--parts]     --parts: each part alone, too
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  assertNoLeak, bootstrapMean, createMergedRecommender, fitPartWeights, mergeCandidates, openTrainingTensors, rankingQuality, splitByTime,
  type HeldOutCase, type MergedRecommender, type PartWeights, type RankingQuality, type ScorePart,
} from '../../ranker/index.ts';
import { baselineParts, mergedParts } from './retail/retail-parts.ts';
import { readRetailHistories } from './retail/retail-histories.ts';

const CUT = 10;
const VALIDATION_FROM_MS = Date.UTC(2011, 8, 10);
const TEST_FROM_MS = Date.UTC(2011, 9, 10);

const { values } = parseArgs({ options: { data: { type: 'string', default: 'data/evaluate-retail' }, parts: { type: 'boolean', default: false } } });
const { items, histories } = await readRetailHistories(resolve(values.data));
console.error(`${histories.length} customers, ${items.size} items, ${histories.flat().length} lines`);
const split = splitByTime(histories, { validationFromMs: VALIDATION_FROM_MS, testFromMs: TEST_FROM_MS, isTarget: (type) => type === 'PURCHASE', togetherMs: 0 });
assertNoLeak(split, histories);

const startMs = Date.now();
await openTrainingTensors();
const choosing = mergedParts(split.train, items.size);
const known = histories.map((history) => history.filter(({ atMs }) => atMs! < TEST_FROM_MS));
const final = mergedParts(known, items.size);
const baselines = baselineParts(known, TEST_FROM_MS);
console.error(`parts fitted twice in ${((Date.now() - startMs) / 1000).toFixed(0)} s`);

for (const task of ['all items', 'new items'] as const) {
  const onlyNew = task === 'new items';
  const [validation, test] = [casesOf(split.validation, onlyNew), casesOf(split.test, onlyNew)];
  const { weights } = fitPartWeights(
    choosing.map(({ name }) => name),
    validation.map(({ history, targets }) => ({ candidates: mergeCandidates(choosing, history, { isExcluded: excluded(history, onlyNew) }), targets })),
  );
  console.log(`\n${task}: ${test.length} customers               NDCG@10 [95%]             recall@10   hit@10    times the best mark [95%]`);
  const marks = baselines.map((part) => ({ name: part.name, qualities: measure(recommenderOf(part), test, onlyNew) }));
  const best = marks.toSorted((a, b) => mean(b.qualities, 'ndcg') - mean(a.qualities, 'ndcg'))[0]!;
  for (const { name, qualities } of marks) print(name, qualities, best.qualities);
  if (values.parts) for (const part of final) print(`  part: ${part.name}`, measure(recommenderOf(part), test, onlyNew), best.qualities);
  print('merged', measure(createMergedRecommender(final, weights), test, onlyNew), best.qualities);
  console.log(`  weights: ${describe(weights)}`);
}

/** @param onlyNew - What the customer has bought is neither recommended nor looked for. */
function casesOf(cases: readonly HeldOutCase[], onlyNew: boolean): HeldOutCase[] {
  return cases.flatMap((held) => {
    const own = new Set(held.history.map(({ item }) => item));
    const targets = onlyNew ? held.targets.difference(own) : held.targets;
    return targets.size > 0 ? [{ ...held, targets }] : [];
  });
}

function excluded(history: HeldOutCase['history'], onlyNew: boolean): (item: number) => boolean {
  const own = new Set(onlyNew ? history.map(({ item }) => item) : []);
  return (item) => own.has(item);
}

function measure(recommender: MergedRecommender, cases: readonly HeldOutCase[], onlyNew: boolean): RankingQuality[] {
  return cases.map(({ history, targets }) => {
    const list = recommender.recommend(history, { limit: CUT, isExcluded: excluded(history, onlyNew) });
    return rankingQuality(list.map(({ item }) => item), targets, CUT);
  });
}

function recommenderOf(part: ScorePart): MergedRecommender {
  return createMergedRecommender([part], { [part.name]: 1 });
}

function print(name: string, qualities: readonly RankingQuality[], best: readonly RankingQuality[]): void {
  const { mean: ndcg, low, high } = bootstrapMean(qualities.map((quality) => quality.ndcg), { seed: 1 });
  const mark = mean(best, 'ndcg');
  const gain = bootstrapMean(qualities.map((quality, place) => quality.ndcg - best[place]!.ndcg), { seed: 1 });
  const times = [gain.mean, gain.low, gain.high].map((value) => (1 + value / mark).toFixed(2));
  console.log(
    `${name.padEnd(36)} ${ndcg.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]  ${mean(qualities, 'recall').toFixed(4)}     ${mean(qualities, 'hitRate').toFixed(4)}    ` +
      `${times[0]} [${times[1]}, ${times[2]}]`,
  );
}

function mean(qualities: readonly RankingQuality[], key: keyof RankingQuality): number {
  return qualities.reduce((sum, quality) => sum + quality[key], 0) / qualities.length;
}

function describe(weights: PartWeights): string {
  return Object.entries(weights).map(([name, weight]) => `${name} ${weight}`).join(', ');
}
