/*
 * What:   NDCG@10 (raw and condensed) and judged@10 of the Search operation through the gateway, per query and in the mean,
 *         beside the lexical order alone, with the paired difference and its 95 % bootstrap interval; the same with one
 *         seeded typo in each query; what hopeless queries answer.
 * Data:   chorus-icecat, 68 judged dev queries; ../shared/data/README.md has the metric. Not personalised.
 * Not measured: speed (bench/search.ts). Differences below .02 are noise.
 * Run:    npm run evaluate:search [-- --encoder shipped|fitted|minilm --typos 5]
 */
import { parseArgs } from 'node:util';
import { bootstrapMean } from '../../ranker/index.ts';
import { judgedQueries } from '../support/chorus-icecat.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { searchClient } from '../support/search-client.ts';
import { rankingQuality, type RankingQuality } from './ndcg.ts';
import { ENCODERS, searchShop } from './search-shop.ts';
import { withTypo } from './with-typo.ts';

const CUT = 10;
const { values } = parseArgs({ options: { typos: { type: 'string', default: '5' }, encoder: { type: 'string', default: 'shipped' } } });
const encoder = ENCODERS.find((name) => name === values.encoder);
if (encoder === undefined) throw new Error(`--encoder: expected one of ${ENCODERS.join(', ')}, got "${values.encoder}".`);

await using shop = await searchShop(encoder);
const search = searchClient(shop.url);
const { judged, hopeless } = judgedQueries();

const clean: RankingQuality[] = [];
const lexical: RankingQuality[] = [];
console.log(`text encoder: ${encoder}, ${shop.shop.encoder.version}\n`);
console.log('query'.padEnd(32), 'raw'.padStart(6), 'cond.'.padStart(6), 'judged'.padStart(6), 'total'.padStart(6), ' corrected');
for (const { query, judgements } of judged) {
  const { ids, total, correctedText } = await search(query, CUT * 5);
  const quality = rankingQuality(ids, judgements, CUT);
  clean.push(quality);
  lexical.push(rankingQuality(await lexicalOrder(correctedText ?? query), judgements, CUT));
  console.log(query.padEnd(32), cell(quality.raw), cell(quality.condensed), cell(quality.judged), String(total).padStart(6), ` ${correctedText ?? ''}`);
}
console.log(`\nmean of ${judged.length}`.padEnd(33), cell(mean(clean, 'raw')), cell(mean(clean, 'condensed')), cell(mean(clean, 'judged')));
console.log('lexical order alone'.padEnd(32), cell(mean(lexical, 'raw')), cell(mean(lexical, 'condensed')), cell(mean(lexical, 'judged')));
for (const key of ['raw', 'condensed', 'judged'] as const) {
  const difference = bootstrapMean(clean.map((quality, place) => quality[key] - lexical[place]![key]), { seed: 1, rounds: 10_000 });
  console.log(`difference, ${key}: ${signed(difference.mean)} [${signed(difference.low)}, ${signed(difference.high)}]`);
}

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

/** What the index finds by words alone, in its order. */
async function lexicalOrder(text: string): Promise<readonly string[]> {
  const { ids } = await shop.shop.index.recall({
    text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: CUT * 5, candidates: 0, facets: [],
  });
  return ids;
}

function mean(list: readonly RankingQuality[], key: keyof RankingQuality): number {
  return list.reduce((sum, quality) => sum + quality[key], 0) / list.length;
}

function cell(value: number): string {
  return value.toFixed(3).padStart(6);
}

function signed(value: number): string {
  return (value < 0 ? '' : '+') + value.toFixed(3);
}
