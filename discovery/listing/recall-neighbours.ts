import type { QueryMeaning } from '../../ranker/index.ts';
import type { Candidate, Recall, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';

/** Fewer groups than this are thin: about a row of a page. */
const THIN_BELOW = 8;
const NEIGHBOURS_MAX = 24;

/**
 * Cosine below which a product is not what was asked for. On chorus-icecat the nearest products of hopeless queries
 * ("garmin", "vans") stay below, those of "earphones" or "ps4" above; a sum of words finds everything nearer than a model does.
 */
const FLOOR: Readonly<Record<QueryMeaning['precision'], number>> = { words: 0.7, sentence: 0.55 };

/**
 * Products that mean what the query means without its words, best first, as candidates behind all that have some; only those
 * that can be bought. None, and no call, unless the words find next to nothing; none that is merely the nearest of a bad lot. None
 * where a rule steers the recall, since neighbours do not know rules.
 */
export async function recallNeighbours(
  index: Pick<SearchIndex, 'neighbours'>,
  meaning: QueryMeaning | null,
  { recall, query, signal }: { readonly recall: Recall; readonly query: RecallQuery; readonly signal: AbortSignal },
): Promise<readonly Candidate[]> {
  const isSteered = [query.only, query.hide, query.marks].some((targets) => (targets?.length ?? 0) > 0);
  if (meaning === null || recall.total >= THIN_BELOW || isSteered) return [];
  const filters = [...query.filters, { field: 'availability', values: ['IN_STOCK', 'PREORDER'], range: null } as const];
  const near = await index.neighbours({ vector: meaning.vector, filters, limit: NEIGHBOURS_MAX }, signal);
  const found = new Set(recall.candidates.flatMap(({ id, groupId }) => [id, groupId ?? id]));
  const missingWords = 1 + recall.candidates.reduce((most, candidate) => Math.max(most, candidate.missingWords), 0);
  return near
    .filter(({ id, groupId, similarity }) => similarity >= FLOOR[meaning.precision] && !found.has(id) && !found.has(groupId ?? id))
    .map(({ id, groupId, stored }) => ({ id, groupId, lexicalScore: 0, missingWords, available: true, stored }));
}
