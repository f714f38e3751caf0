/*
 * What:   NDCG@10 of the sample shop's own judged queries, by language: in the order of words alone, and as served.
 * Data:   4,000 products of the sample generator, judged by rules over what it knows of them; variants count once.
 * Run:    npm run evaluate:sample-search
 */
import { ANONYMOUS } from '../../schema/identity.ts';
import { openScratchShop } from '../../cli/index.ts';
import { generateSample, judgeSample, JUDGED_QUERIES, type SampleProduct } from '../../cli/sample/index.ts';
import { rankingQuality } from './ndcg.ts';

const CUT = 10;
const sample = [...generateSample({ seed: 1, products: 4_000 })];
await using scratch = await openScratchShop(Date.now);
await scratch.putProducts(sample.map(({ record }) => record));
const { index, discovery } = scratch.shop;

const groups = new Map(sample.map(({ record: { id, record } }): [string, string] => [id, typeof record['groupId'] === 'string' ? record['groupId'] : id]));
const qualities = new Map<string, { readonly lexical: number; readonly served: number }[]>();
for (const query of JUDGED_QUERIES.filter(({ hopeless }) => hopeless !== true)) {
  const judgements = judgementsOf((product) => judgeSample(query, product));
  const shown = (ids: readonly string[]): number => rankingQuality(ids.map((id) => groups.get(id) ?? id), judgements, CUT).raw;
  const recalled = await index.recall({
    text: query.text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: CUT, candidates: 0, facets: [],
  });
  const { hits } = await discovery.search(
    { query: query.text, filters: [], sort: 'RELEVANCE', first: CUT, after: null, personalize: false, locale: null, facets: [] },
    { identity: ANONYMOUS, signal: new AbortController().signal },
  );
  const quality = { lexical: shown(recalled.ids), served: shown(hits.map(({ document }) => document.id)) };
  qualities.set(query.language, [...(qualities.get(query.language) ?? []), quality]);
  if (Math.abs(quality.served - quality.lexical) > 0.1) console.log(`${query.text}: ${quality.lexical.toFixed(3)} -> ${quality.served.toFixed(3)}`);
}
for (const [language, list] of qualities) {
  const mean = (key: 'lexical' | 'served'): string => (list.reduce((sum, quality) => sum + quality[key], 0) / list.length).toFixed(3);
  console.log(`${language}, ${list.length} queries: by words ${mean('lexical')}, as served ${mean('served')}`);
}

function judgementsOf(judge: (product: SampleProduct) => number): Map<string, number> {
  const judgements = new Map<string, number>();
  for (const product of sample) {
    const group = groups.get(product.record.id)!;
    judgements.set(group, Math.max(judgements.get(group) ?? 0, judge(product)));
  }
  return judgements;
}
