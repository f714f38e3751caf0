import type { ScoreExplanation } from '../ranker/index.ts';
import { createHighlighter, type Highlighter } from '../search/index.ts';
import type { ProductId } from '../schema/ids.ts';
import type { Product } from '../stores/ports/product.ts';
import type { CountFacets } from './facets/facet-counter.ts';
import { toFacet } from './facets/to-facet.ts';
import type { CheckedSearch } from './input/check-search-request.ts';
import { parseFacetFields } from './input/parse-facet-fields.ts';
import { encodeCursor } from './listing/cursor.ts';
import type { KeptPage } from './listing/kept-lists.ts';
import { featureRowAt } from './listing/feature-rows.ts';
import type { ListMeta } from './listing/list-meta.ts';
import type { Reranker } from './reranker.ts';
import { rankAt, rulesOn, scoreAt } from './rules/list-rules.ts';
import type { Degradation, Highlight, RankingExplanation, SearchHit, SearchResult } from './search-types.ts';
import { labelKey, type FieldEntries } from './understanding/field-entries.ts';

export interface ToSearchResultOptions {
  readonly search: CheckedSearch;
  readonly fingerprint: string;
  readonly degradations: readonly Degradation[];
  readonly explain: Reranker['explain'];
  /** For the names of selected values that no product has. */
  readonly entries: () => Promise<FieldEntries>;
}

/** `count` null: facets are empty. */
export function toSearchResult(
  { listId, page, total, meta, count }: KeptPage<ListMeta> & { readonly count: CountFacets | null },
  { search, fingerprint, degradations, explain, entries }: ToSearchResultOptions,
): SearchResult {
  const { interpretation } = meta;
  const highlighter = createHighlighter(interpretation.correctedText ?? search.text);
  return {
    id: listId,
    hits: page.items.map(({ document, position }): SearchHit => ({
      cursor: encodeCursor({ listId, position, productId: document.id, fingerprint }),
      position,
      score: scoreAt(meta.rules, position, document.id).score,
      document,
      explanation: explanationOf({ position, id: document.id }, meta, explain),
      highlights: () => highlightsOf(document.product, highlighter),
    })),
    totalCount: total,
    hasNextPage: page.more,
    hasPreviousPage: search.after !== null,
    interpretation,
    redirect: meta.rules.redirect,
    banners: meta.rules.banners,
    degradations,
    async facets(names) {
      const fields = parseFacetFields(names);
      if (count === null) return [];
      const [counts, { labels }] = await Promise.all([count(fields), entries()]);
      const labelOf = (field: string, value: string): string => labels.get(labelKey(field, value)) ?? value;
      return counts.map((facet) => toFacet(facet, { filters: search.filters, labelOf }));
    },
  };
}

/** Null where neither a stage nor a rule has anything to say of the product. */
function explanationOf(
  { position, id }: { readonly position: number; readonly id: ProductId },
  meta: ListMeta,
  explain: Reranker['explain'],
): RankingExplanation | null {
  const { lexicalScores, semanticScores, modelScores, modelVersion, indexVersion, features } = meta;
  const place = (rankAt(meta.rules, position) ?? Infinity) - 1;
  const rules = rulesOn(meta.rules, id);
  if (place >= lexicalScores.length && rules.length === 0) return null;
  let attribution: Promise<ScoreExplanation | null> | null = null;
  const attribute = async (): Promise<ScoreExplanation | null> => {
    const row = features === null ? null : featureRowAt(features, place + 1);
    return row === null ? null : explain(modelVersion, row);
  };
  return {
    lexicalScore: lexicalScores[place] ?? null,
    semanticScore: semanticScores[place] ?? null,
    modelScore: modelScores?.[place] ?? null,
    normalizedScore: scoreAt(meta.rules, position, id).normalized,
    rules,
    modelVersion,
    indexVersion,
    attribution: () => (attribution ??= attribute()),
  };
}

/** Of the fields in which something matches. */
function highlightsOf({ title, brand, description }: Product, highlighter: Highlighter): readonly Highlight[] {
  const whole = (text: string | null): readonly string[] => {
    const marked = text === null ? null : highlighter.whole(text);
    return marked === null ? [] : [marked];
  };
  const highlights: readonly Highlight[] = [
    { field: 'title', fragments: whole(title) },
    { field: 'brand', fragments: whole(brand) },
    { field: 'description', fragments: description === null ? [] : highlighter.fragments(description) },
  ];
  return highlights.filter(({ fragments }) => fragments.length > 0);
}
