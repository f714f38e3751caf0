import { isCorrectable, normalizeWord, stem } from '../../../search/index.ts';
import { compareStrings } from '../compare-strings.ts';
import type { SearchBody } from '../query/recall-searches.ts';
import { anyOf, type Query } from '../query/to-filter.ts';
import type { SearchAnswer } from './run-searches.ts';

/** Spellings near a word that are compared, of each field. */
const NEAR_MAX = 30;

type Search = (body: SearchBody) => Promise<SearchAnswer>;

/** A misspelt word, by its place, and the spellings near it. */
interface Misspelt {
  readonly place: number;
  readonly near: readonly string[];
}

/**
 * A better spelling for each word that no product has: of those one edit away the one that most products have together with the
 * other words, titles counting more, else the commonest. Two round trips: which words are known and what is near (Lucene's
 * DirectSpellChecker), then how often what is near stands where.
 */
export async function correctWords(typed: readonly string[], search: Search): Promise<readonly (string | null)[]> {
  const words = typed.map(normalizeWord);
  if (!words.some(isCorrectable)) return typed.map(() => null);
  const first = await search(spellingSearch(words));
  const isKnown = (place: number): boolean => (first.aggregations?.[`word${place}`]?.doc_count ?? 0) > 0;
  const misspelt = words.flatMap((word, place): Misspelt[] => {
    if (isKnown(place) || !isCorrectable(word)) return [];
    const near = ['offered', 'other'].flatMap((field) => first.suggest?.[`${field}${place}`]?.[0]?.options ?? []).map(({ text }) => text);
    return near.length === 0 ? [] : [{ place, near: [...new Set(near)] }];
  });
  const corrections: (string | null)[] = typed.map(() => null);
  if (misspelt.length === 0) return corrections;
  const counted = await search(usageSearch(misspelt, words.filter((_word, place) => isKnown(place))));
  for (const { place, near } of misspelt) corrections[place] = best(near, (index) => counted.aggregations?.[usageKey(place, index)]?.buckets);
  return corrections;
}

function spellingSearch(words: readonly string[]): SearchBody {
  return {
    size: 0,
    track_total_hits: false,
    query: { terms: { terms: words.map(stem) } },
    aggs: Object.fromEntries(words.map((word, place) => [`word${place}`, { filter: { term: { terms: stem(word) } } }])),
    suggest: Object.fromEntries(
      words.flatMap((word, place) => (isCorrectable(word) ? ['offered', 'other'].map((field) => [`${field}${place}`, nearSpellings(word, `spelling.${field}`)] as const) : [])),
    ),
  };
}

function nearSpellings(text: string, field: string) {
  return {
    text,
    term: { field, suggest_mode: 'always', max_edits: 1, prefix_length: 0, min_word_length: 4, max_term_freq: 1e9, sort: 'frequency', size: NEAR_MAX },
  } as const;
}

/** Products with each spelling, and products with it and all the known words. */
function usageSearch(misspelt: readonly Misspelt[], known: readonly string[]): SearchBody {
  const together: Query[] = known.map((word) => ({ term: { terms: stem(word) } }));
  const usage = (spelling: string) => ({
    filters: {
      filters: {
        offered: { term: { 'spelling.offered': spelling } },
        other: { term: { 'spelling.other': spelling } },
        shared: { bool: { filter: [{ term: { terms: stem(spelling) } }, ...together] } },
        titled: { bool: { filter: [{ term: { titleTerms: stem(spelling) } }, ...together] } },
      },
    },
  });
  const near = misspelt.flatMap((word) => word.near);
  return {
    size: 0,
    track_total_hits: false,
    query: anyOf([{ terms: { 'spelling.offered': near } }, { terms: { 'spelling.other': near } }, { terms: { terms: near.map(stem) } }]),
    aggs: Object.fromEntries(misspelt.flatMap(({ place, near: spellings }) => spellings.map((spelling, index) => [usageKey(place, index), usage(spelling)] as const))),
  };
}

const usageKey = (place: number, index: number): string => `word${place}-${index}`;

type Usage = Readonly<Record<'offered' | 'other' | 'shared' | 'titled', { readonly doc_count: number }>>;

function best(near: readonly string[], usageOf: (index: number) => unknown): string | null {
  const used = near.map((text, index) => ({ text, usage: usageOf(index) as Usage }));
  const offered = used.filter(({ usage }) => usage.offered.doc_count > 0);
  const ranked = (offered.length > 0 ? offered : used.filter(({ usage }) => usage.other.doc_count > 0)).map(({ text, usage }) => ({
    text,
    shared: usage.shared.doc_count + 2 * usage.titled.doc_count,
    documents: usage.offered.doc_count || usage.other.doc_count,
  }));
  return ranked.toSorted((a, b) => b.shared - a.shared || b.documents - a.documents || compareStrings(a.text, b.text))[0]?.text ?? null;
}
