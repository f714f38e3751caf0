import type { SegmentId } from '../../schema/ids.ts';
import { asSearched } from '../as-searched.ts';
import { createFacetCounter } from '../facets/facet-counter.ts';
import { checkSearchRequest, type CheckedSearch } from '../input/check-search-request.ts';
import { fingerprintOf } from '../listing/fingerprint.ts';
import { rankList } from '../listing/rank-list.ts';
import { readPage } from '../listing/read-page.ts';
import type { LiveRules } from '../rules/live-rules.ts';
import { draftedBook } from '../rules/rule-book.ts';
import { type Steering, steerSearch } from '../rules/steering.ts';
import type { SearchOptions } from '../search.ts';
import type { Discovery, DiscoveryContext, SearchResult } from '../search-types.ts';
import { NOBODY } from '../shoppers/shopper-state.ts';
import { toSearchResult } from '../to-search-result.ts';
import { comparePages, type PreviewPage } from './compare-pages.ts';
import { readDrafts } from './read-drafts.ts';

export interface PreviewOptions extends Omit<SearchOptions, 'lists' | 'served' | 'steer' | 'scopes'> {
  readonly rules: Pick<LiveRules, 'read' | 'refresh'>;
}

/**
 * The first page of a search as it is now and as it would be with drafts, at another time or as another segment; for nobody in
 * particular otherwise. Changes nothing: neither list is kept, so neither has a second page, and nothing counts as shown.
 */
export function createPreview(options: PreviewOptions): Discovery['preview'] {
  const { index, dictionary, documents, newListId, now, rules } = options;

  async function pageOf(search: CheckedSearch, steering: Steering, context: DiscoveryContext): Promise<PreviewPage & { readonly result: SearchResult }> {
    const { signal } = context;
    const list = await rankList(search, context, { ...options, shopper: NOBODY, steering });
    const { ids, total, meta } = list;
    const reader = documents(signal);
    const page = await readPage<never>(
      { ids: async (from, size) => ids.slice(from, from + size), documents: (wanted) => reader.read(wanted) },
      { offset: 0, first: search.first },
    );
    const failure = reader.failure();
    if (failure !== null) throw failure;
    const count = createFacetCounter({ index, search: asSearched(search, meta, steering), ahead: list.facets, signal });
    const result = toSearchResult(
      { listId: newListId(), page, total, meta, count },
      {
        search,
        fingerprint: fingerprintOf(search, context.identity),
        degradations: meta.degradations,
        explain: (version, features) => options.reranker.explain(version, features),
        entries: () => dictionary.read(signal),
      },
    );
    return { result, items: page.items, meta, plan: steering.plan([search.text, meta.interpretation.correctedText ?? search.text]) };
  }

  return async ({ query, filters, drafts, segmentId, locale, atMs, first }, context) => {
    const search = checkSearchRequest({ query, filters, locale, first, sort: 'RELEVANCE', after: null, personalize: false, facets: [] });
    await rules.refresh();
    const { book, expand, degradations, rules: live } = await rules.read(context.signal);
    const nowMs = now();
    const segments = new Set<SegmentId>(segmentId === null ? [] : [segmentId]);
    const drafted = draftedBook(book, readDrafts(drafts, live, nowMs));
    const steer = { expand, degradations, segments };
    const [before, after] = await Promise.all([
      pageOf(search, steerSearch(search, { ...steer, book, atMs: nowMs }), context),
      pageOf(search, steerSearch(search, { ...steer, book: drafted, atMs: atMs ?? nowMs }), context),
    ]);
    return { before: before.result, after: after.result, moves: comparePages(before, after) };
  };
}
