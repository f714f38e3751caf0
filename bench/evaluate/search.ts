/*
 * What:   NDCG@10 (raw and condensed) and judged@10 of the Search operation through the gateway, per query and in the
 *         mean; the same with one seeded typo in each query; what hopeless queries answer.
 * Data:   chorus-icecat, 68 judged dev queries; ../shared/data/README.md has the metric.
 * Not measured: speed (bench/search.ts). Differences below .02 are noise.
 * Run:    npm run evaluate:search [-- --typos 5]
 */
import { parseArgs } from 'node:util';
import { CHORUS_CATALOG, CHORUS_MAPPING, judgedQueries } from '../support/chorus-icecat.ts';
import { importedShop } from '../support/imported-shop.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { searchClient } from '../support/search-client.ts';
import { rankingQuality, type RankingQuality } from './ndcg.ts';
import { withTypo } from './with-typo.ts';

const CUT = 10;
const { values } = parseArgs({ options: { typos: { type: 'string', default: '5' } } });

await using shop = await importedShop({ name: 'chorus-icecat', catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING });
const search = searchClient(shop.url);
const { judged, hopeless } = judgedQueries();

const clean: RankingQuality[] = [];
console.log('query'.padEnd(32), 'raw'.padStart(6), 'cond.'.padStart(6), 'judged'.padStart(6), 'total'.padStart(6), ' corrected');
for (const { query, judgements } of judged) {
  const { ids, total, correctedText } = await search(query, CUT * 5);
  const quality = rankingQuality(ids, judgements, CUT);
  clean.push(quality);
  console.log(query.padEnd(32), cell(quality.raw), cell(quality.condensed), cell(quality.judged), String(total).padStart(6), ` ${correctedText ?? ''}`);
}
console.log(`\nmean of ${judged.length}`.padEnd(33), cell(mean(clean, 'raw')), cell(mean(clean, 'condensed')), cell(mean(clean, 'judged')));

console.log('\nwith one typo in one word of each query:');
for (let seed = 1; seed <= Number(values.typos); seed++) {
  const random = seededRandom(seed);
  const mistyped: RankingQuality[] = [];
  for (const { query, judgements } of judged) {
    const { ids } = await search(withTypo(query, random), CUT * 5);
    mistyped.push(rankingQuality(ids, judgements, CUT));
  }
  const share = mean(mistyped, 'raw') / mean(clean, 'raw');
  console.log(`seed ${seed}: raw ${cell(mean(mistyped, 'raw'))}, condensed ${cell(mean(mistyped, 'condensed'))}, ${(100 * share).toFixed(1)} % of clean`);
}

console.log('\nqueries for which nothing is right:');
for (const query of hopeless) {
  const { total, titles, correctedText } = await search(query, 3);
  console.log(`${query} -> ${total}${correctedText === null ? '' : ` (as ${correctedText})`}: ${titles.join(' | ').slice(0, 150)}`);
}

function mean(list: readonly RankingQuality[], key: keyof RankingQuality): number {
  return list.reduce((sum, quality) => sum + quality[key], 0) / list.length;
}

function cell(value: number): string {
  return value.toFixed(3).padStart(6);
}
