import type { ProductId } from '../../schema/ids.ts';
import { RECALL_MAX, type FacetCounts, type RecallQuery, type SearchIndex } from '../../stores/ports/search-index.ts';
import { RANKED_WITHOUT_MODEL } from '../degradations.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';
import { createLexicalOrder } from '../lexical-order.ts';
import type { Reranked, Reranker, RerankRequest } from '../reranker.ts';
import type { DiscoveryContext } from '../search-types.ts';
import { detectFields } from '../understanding/detect-fields.ts';
import type { FieldDictionary } from '../understanding/field-dictionary.ts';
import { recallUnderstood } from '../understanding/recall-understood.ts';
import type { ListMeta } from './list-meta.ts';

/** Products that come with features, and that the reranker orders. */
export const CANDIDATES_MAX = 200;

export interface RankedList {
  readonly ids: readonly ProductId[];
  readonly total: number;
  readonly meta: ListMeta;
  readonly facets: readonly FacetCounts[];
}

export interface RankListOptions {
  readonly index: SearchIndex;
  readonly reranker: Reranker;
  readonly dictionary: FieldDictionary;
  readonly log: DiscoveryLog;
}

/** Understands the query, recalls, and has the candidates reranked; an explicit sort stays as recalled. */
export async function rankList(
  search: CheckedSearch,
  context: DiscoveryContext,
  { index, reranker, dictionary, log }: RankListOptions,
): Promise<RankedList> {
  const { signal } = context;
  const [{ recall, correctedText, relaxed }, entries] = await Promise.all([
    recallUnderstood(index, recallQueryOf(search), signal),
    dictionary.read(signal),
  ]);
  dictionary.noticeIndexVersion(recall.indexVersion);
  const text = correctedText ?? search.text;
  const { candidates } = recall;
  const lexicalOrder = createLexicalOrder();
  const request: RerankRequest = { query: text, candidates, personalize: search.personalize };
  const outcome =
    search.sort === 'RELEVANCE' && candidates.length > 0 ? await tryRerank(reranker, request, context, log) : null;
  const { order, modelScores } = outcome?.reranked ?? (await lexicalOrder.rerank(request, context));
  return {
    ids: [...order.map((place) => candidates[place]!.id), ...recall.ids.slice(candidates.length)],
    total: recall.total,
    facets: recall.facets,
    meta: {
      interpretation: {
        text: search.text,
        correctedText,
        detected: detectFields(text, entries),
        synonyms: [],
        relaxed,
      },
      degradations: outcome?.reranked === null ? [RANKED_WITHOUT_MODEL] : [],
      indexVersion: recall.indexVersion,
      modelVersion: outcome?.reranked == null ? lexicalOrder.version : reranker.version,
      lexicalScores: order.map((place) => candidates[place]!.lexicalScore),
      modelScores: modelScores === null ? null : order.map((place) => modelScores[place]!),
    },
  };
}

function recallQueryOf({ text, locale, filters, sort, facets }: CheckedSearch): RecallQuery {
  return {
    text,
    locale,
    matching: 'all-then-fewer',
    prefix: false,
    filters,
    sort,
    limit: RECALL_MAX,
    candidates: CANDIDATES_MAX,
    facets,
  };
}

/** `reranked` is null where the model failed: a search does without. */
async function tryRerank(
  reranker: Reranker,
  request: RerankRequest,
  context: DiscoveryContext,
  log: DiscoveryLog,
): Promise<{ readonly reranked: Reranked | null }> {
  try {
    const reranked = await reranker.rerank(request, context);
    if (isPermutation(reranked.order, request.candidates.length)) return { reranked };
    log.warn({ modelVersion: reranker.version }, 'The reranker did not give each candidate one place.');
  } catch (error) {
    context.signal.throwIfAborted();
    log.warn({ error, modelVersion: reranker.version }, 'The reranker failed.');
  }
  return { reranked: null };
}

function isPermutation(order: readonly number[], length: number): boolean {
  const isPlace = (place: number): boolean => Number.isInteger(place) && place >= 0 && place < length;
  return order.length === length && new Set(order).size === length && order.every(isPlace);
}
