import type { QueryMeaning } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';
import { headNouns, type TextEncoder } from '../../search/index.ts';
import { RECALL_MAX, type FacetCounts, type RecallQuery, type SearchIndex } from '../../stores/ports/search-index.ts';
import { RANKED_WITHOUT_MODEL } from '../degradations.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { CheckedSearch } from '../input/check-search-request.ts';
import { createLexicalOrder } from '../lexical-order.ts';
import type { RankedCandidate, Reranked, Reranker, RerankRequest } from '../reranker.ts';
import type { DiscoveryContext } from '../search-types.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import { applyRules } from '../rules/apply-rules.ts';
import { findPinned } from '../rules/find-pinned.ts';
import { recallBoosted } from '../rules/recall-boosted.ts';
import type { RulePlan } from '../rules/rule-plan.ts';
import { steeredRecall, type Steering } from '../rules/steering.ts';
import { detectFields } from '../understanding/detect-fields.ts';
import type { FieldDictionary } from '../understanding/field-dictionary.ts';
import { recallUnderstood } from '../understanding/recall-understood.ts';
import { packFeatureRows } from './feature-rows.ts';
import type { ListMeta } from './list-meta.ts';
import { namedCategory } from './named-category.ts';
import { orderByRelevance } from './order-by-relevance.ts';
import { recallNeighbours } from './recall-neighbours.ts';

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
  /** The one that the index's embeddings are of; null: lexical search only. */
  readonly encoder: TextEncoder | null;
  readonly reranker: Reranker;
  /** `NOBODY` where the order is to be the same for everyone. */
  readonly shopper: ShopperState;
  readonly dictionary: FieldDictionary;
  readonly steering: Steering;
  readonly log: DiscoveryLog;
}

/** Understands the query, recalls, has the candidates reranked, and applies the rules; an explicit sort stays as recalled. */
export async function rankList(
  search: CheckedSearch,
  context: DiscoveryContext,
  { index, encoder, reranker, shopper, dictionary, steering, log }: RankListOptions,
): Promise<RankedList> {
  const { signal } = context;
  const replaced = steering.plan([search.text]).replacement?.text ?? search.text;
  const planOf = (text: string): RulePlan => steering.plan([search.text, replaced, text]);
  const [{ recall, query, relaxed }, entries] = await Promise.all([
    recallUnderstood(index, replaced, (text) => recallQueryOf({ ...search, text }, steeredRecall(planOf(text), steering.expand(text))), {
      isWord: (word) => encoder?.knowsWord(word) ?? false,
      signal,
    }),
    dictionary.read(signal),
  ]);
  dictionary.noticeIndexVersion(recall.indexVersion);
  const { text } = query;
  const plan = planOf(text);
  const detected = detectFields(text, entries);
  const isShown = (id: ProductId): boolean => !shopper.hidden.has(id);
  const byRelevance = search.sort === 'RELEVANCE' && text !== '';
  const meaning = byRelevance ? await meaningOf(text, encoder, { signal, log }) : null;
  const [boosted, neighbours, pins] = await Promise.all([
    recallBoosted(index, plan, { recall, query, signal }),
    recallNeighbours(index, meaning, { recall, query, signal }),
    findPinned(index, plan.pins, { query, isShown, signal }),
  ]);
  const shown = [...recall.candidates, ...boosted, ...neighbours].filter(({ id }) => isShown(id));
  const candidates = byRelevance
    ? orderByRelevance(shown, meaning, namedCategory(text, detected, entries))
    : shown.map((candidate): RankedCandidate => ({ ...candidate, relevanceScore: 0, semanticScore: null }));
  const isCandidate = new Set(boosted.map(({ id }) => id));
  const ids = recall.ids.slice(recall.candidates.length).filter((id) => isShown(id) && !isCandidate.has(id));

  const request: RerankRequest = { candidates, shopper };
  const isReranked = search.sort === 'RELEVANCE' && candidates.length > 0;
  const reranked = isReranked ? await tryRerank(reranker, request, context, log) : null;
  const { order, modelVersion, scored } = reranked ?? (await createLexicalOrder().rerank(request, context));
  const hiddenCount = recall.ids.length - candidates.length - ids.length;
  const ranked = [...order.map((place) => candidates[place]!.id), ...ids];
  const ruled = applyRules(ranked, { plan, pins, candidates });
  return {
    // A pin may bring in what the words do not find.
    ids: ruled.ids.slice(0, RECALL_MAX),
    total: recall.total - hiddenCount + ruled.ids.length - ranked.length,
    facets: recall.facets,
    meta: {
      interpretation: {
        text: search.text,
        correctedText: text === search.text ? null : text,
        detected,
        synonyms: [...new Set((query.expansions ?? []).flatMap(({ alternatives }) => alternatives))],
        relaxed,
      },
      degradations: [...steering.degradations, ...shopper.degradations, ...(isReranked && reranked === null ? [RANKED_WITHOUT_MODEL] : [])],
      indexVersion: recall.indexVersion,
      modelVersion,
      lexicalScores: order.map((place) => candidates[place]!.lexicalScore),
      semanticScores: order.map((place) => candidates[place]!.semanticScore),
      modelScores: scored === null ? null : order.map((place) => scored.scores[place]!),
      features: scored === null ? null : packFeatureRows(scored.features, order),
      rules: ruled.rules,
    },
  };
}

function recallQueryOf({ text, locale, filters, sort, facets }: CheckedSearch, steered: ReturnType<typeof steeredRecall>): RecallQuery {
  return {
    ...steered,
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

/** Null where the text has no vector, or the encoder failed: a search does without. */
async function meaningOf(
  text: string,
  encoder: TextEncoder | null,
  { signal, log }: { readonly signal: AbortSignal; readonly log: DiscoveryLog },
): Promise<QueryMeaning | null> {
  if (encoder === null) return null;
  try {
    const vector = await encoder.encodeQuery(text, signal);
    // "case for iphone 11", "iphone 11 case": a case.
    return vector === null ? null : { vector, precision: encoder.precision, kind: headNouns(text).at(-1) ?? null };
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ error }, 'The text encoder failed; the search is lexical.');
    return null;
  }
}

/** Null where the model failed: a search does without. */
async function tryRerank(
  reranker: Reranker,
  request: RerankRequest,
  context: DiscoveryContext,
  log: DiscoveryLog,
): Promise<Reranked | null> {
  try {
    const reranked = await reranker.rerank(request, context);
    if (isPermutation(reranked.order, request.candidates.length)) return reranked;
    log.warn({ modelVersion: reranked.modelVersion }, 'The reranker did not give each candidate one place.');
  } catch (error) {
    context.signal.throwIfAborted();
    log.warn({ error }, 'The reranker failed.');
  }
  return null;
}

function isPermutation(order: readonly number[], length: number): boolean {
  const isPlace = (place: number): boolean => Number.isInteger(place) && place >= 0 && place < length;
  return order.length === length && new Set(order).size === length && order.every(isPlace);
}
