import { FUNCTION_WORDS, stem, unfinishedText } from '../../../search/index.ts';
import type { Completion } from '../../ports/search-index.ts';
import { compareStrings } from '../compare-strings.ts';
import type { SearchBody } from '../query/recall-searches.ts';
import type { Query } from '../query/to-filter.ts';
import type { SearchAnswer } from './run-searches.ts';

/** Spellings that are looked at for each completion wanted: several may be one word, and function words are none. */
const SPELLINGS_PER_COMPLETION = 4;

type Search = (body: SearchBody) => Promise<SearchAnswer>;

/**
 * Completes the last word by spellings that begin with it, in products that have all the words before. Of several spellings of a
 * word the commonest stands for all, with the products that have the word in any form: those are counted in a second round trip.
 */
export async function complete(text: string, limit: number, search: Search): Promise<readonly Completion[]> {
  const unfinished = unfinishedText(text);
  if (unfinished === null || limit < 1) return [];
  const { kept, prefix, complete: whole, required } = unfinished;
  const filter: Query[] = required.map((term) => ({ term: { terms: term } }));
  const begun = await search({
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [...filter, { prefix: { 'spelling.offered': prefix } }] } },
    aggs: { spellings: { terms: { field: 'spelling.offered', include: `${escapeRegExp(prefix)}.*`, size: SPELLINGS_PER_COMPLETION * limit + FUNCTION_WORDS.size } } },
  });
  const commonest = new Map<string, string>();
  for (const { key } of begun.aggregations?.['spellings']?.buckets ?? []) {
    if (FUNCTION_WORDS.has(key) || (!whole && key === prefix)) continue;
    if (!commonest.has(stem(key))) commonest.set(stem(key), key);
  }
  if (commonest.size === 0) return [];
  const words = [...commonest];
  const counted = await search({
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [...filter, { terms: { terms: words.map(([term]) => term) } }] } },
    aggs: Object.fromEntries(words.map(([term], place) => [`word${place}`, { filter: { term: { terms: term } } }])),
  });
  return words
    .map(([, spelling], place) => ({ text: kept + spelling, documents: counted.aggregations?.[`word${place}`]?.doc_count ?? 0 }))
    .filter(({ documents }) => documents > 0)
    .toSorted((a, b) => b.documents - a.documents || compareStrings(a.text, b.text))
    .slice(0, limit);
}

/** For Lucene's regular expressions, in which any sign may be escaped. */
function escapeRegExp(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`);
}
