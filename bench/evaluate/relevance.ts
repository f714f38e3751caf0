/*
 * What:   How far relevance should trust meaning and kind beside the lexical order: NDCG@10 (raw and condensed) and judged@10 of
 *         each setting; what the settings chosen with each query left out in turn come to (by the sum of the three), and
 *         their paired differences to the lexical order with 95 % bootstrap intervals.
 * Data:   chorus-icecat, 68 judged dev queries; the candidates of the index, with initialisms read both ways, ordered as `discovery`
 *         orders them, without the gateway. The lexical order is of the words as typed.
 * Run:    npm run evaluate:relevance [-- --encoder shipped|fitted|minilm]
 */
import { parseArgs } from 'node:util';
import { detectFields, fieldEntriesOf, namedCategory, recalledProduct, withInitialisms } from '../../discovery/index.ts';
import { bootstrapMean, orderByScore, type QueryMeaning, scoreRelevance, type Trust } from '../../ranker/index.ts';
import { headNouns } from '../../search/index.ts';
import type { Recall } from '../../stores/ports/search-index.ts';
import { type JudgedQuery, judgedQueries } from '../support/chorus-icecat.ts';
import { rankingQuality, type RankingQuality } from './ndcg.ts';
import { ENCODERS, searchShop } from './search-shop.ts';

const CUT = 10;
const MEANING = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4];
/** Shares of what meaning is worth. */
const KIND = [0, 0.25, 0.5, 1];

const { values } = parseArgs({ options: { encoder: { type: 'string', default: 'shipped' } } });
const encoder = ENCODERS.find((name) => name === values.encoder);
if (encoder === undefined) throw new Error(`--encoder: expected one of ${ENCODERS.join(', ')}, got "${values.encoder}".`);

await using shop = await searchShop(encoder);
const entries = fieldEntriesOf(await shop.shop.index.fieldValues('brand'), await shop.shop.index.fieldValues('category'));
const cases = await Promise.all(judgedQueries().judged.map(toCase));
const lexical = cases.map(({ judged, wordsAlone }) => rankingQuality(wordsAlone.slice(0, 5 * CUT), judged.judgements, CUT));
const settings = MEANING.flatMap((meaning) => KIND.map((share): Trust => ({ meaning, kind: share * meaning })))
  .map((trust) => ({ trust, qualities: cases.map((of) => qualityOf(of, trust)) }));

console.log('meaning  kind     raw  cond. judged');
console.log(`lexical order  ${row(lexical)}`);
for (const { trust, qualities } of settings) console.log(`${trust.meaning.toFixed(3).padStart(7)} ${trust.kind.toFixed(3)}  ${row(qualities)}`);

const chosen = cases.map((_of, left) => {
  const sumWithoutIt = ({ qualities }: (typeof settings)[number]): number => qualities.reduce((sum, quality, at) => (at === left ? sum : sum + worth(quality)), 0);
  return settings.reduce((best, other) => (sumWithoutIt(other) > sumWithoutIt(best) ? other : best));
});
const leftOut = chosen.map(({ qualities }, at) => qualities[at]!);
console.log(`\neach query left out in turn: ${row(leftOut)}; chosen:`);
for (const [{ trust }, times] of Map.groupBy(chosen, (setting) => setting).entries().map(([setting, { length }]) => [setting, length] as const)) {
  console.log(`  meaning ${trust.meaning}, kind ${trust.kind}: ${times} times`);
}
for (const key of ['raw', 'condensed', 'judged'] as const) {
  const { mean, low, high } = bootstrapMean(leftOut.map((quality, at) => quality[key] - lexical[at]![key]), { seed: 1, rounds: 10_000 });
  console.log(`difference to the lexical order, ${key}: ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`);
}

interface Case {
  readonly judged: JudgedQuery;
  /** By words alone, as typed. */
  readonly wordsAlone: readonly string[];
  readonly recall: Recall;
  readonly meaning: QueryMeaning | null;
  readonly named: ReturnType<typeof namedCategory>;
}

async function toCase(judged: JudgedQuery): Promise<Case> {
  const { index, encoder: textEncoder } = shop.shop;
  const byWords = { text: judged.query, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 250, candidates: 200, facets: [] } as const;
  const { ids } = await index.recall(byWords);
  const recall = await index.recall({ ...byWords, expansions: withInitialisms([], judged.query) });
  const vector = await textEncoder.encodeQuery(judged.query);
  const meaning = vector === null ? null : { vector, precision: textEncoder.precision, kind: headNouns(judged.query).at(-1) ?? null };
  return { judged, wordsAlone: ids, recall, meaning, named: namedCategory(judged.query, detectFields(judged.query, entries), entries) };
}

function qualityOf({ judged, recall: { candidates, ids }, meaning, named }: Case, trust: Trust): RankingQuality {
  const recalled = candidates.map((candidate) => recalledProduct(candidate, named));
  const order = orderByScore(candidates, Float64Array.from(scoreRelevance(recalled, meaning, trust).scores));
  const ranked = [...order.map((place) => candidates[place]!.id), ...ids.slice(candidates.length)];
  return rankingQuality(ranked.slice(0, 5 * CUT), judged.judgements, CUT);
}

function worth({ raw, condensed, judged }: RankingQuality): number {
  return raw + condensed + judged;
}

function row(list: readonly RankingQuality[]): string {
  const mean = (key: keyof RankingQuality): number => list.reduce((sum, quality) => sum + quality[key], 0) / list.length;
  return [mean('raw'), mean('condensed'), mean('judged')].map((value) => value.toFixed(3).padStart(6)).join(' ');
}
