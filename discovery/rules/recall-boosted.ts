import type { Candidate, Recall, RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import type { RulePlan } from './rule-plan.ts';

/**
 * Matches of the query that a boost points at and that stand beyond the recall's candidates, best first, at most as many again: a
 * boost brings its products to the model. None, and no call, where nothing is boosted or the candidates are all that there is.
 */
export async function recallBoosted(
  index: Pick<SearchIndex, 'recall'>,
  { shifts }: Pick<RulePlan, 'shifts'>,
  { recall, query, signal }: { readonly recall: Recall; readonly query: RecallQuery; readonly signal: AbortSignal },
): Promise<readonly Candidate[]> {
  const targets = shifts.filter(({ kind }) => kind === 'BOOST').map(({ target }) => target);
  if (targets.length === 0 || recall.ids.length <= recall.candidates.length) return [];
  // What the model has already is left out: features are most of what an answer carries.
  const known = { productIds: recall.candidates.map(({ id }) => id), filters: [] };
  const boosted = await index.recall(
    { ...query, only: [...(query.only ?? []), targets], hide: [...(query.hide ?? []), known], limit: query.candidates, facets: [] },
    signal,
  );
  const among = new Set(recall.ids.slice(recall.candidates.length));
  return boosted.candidates.filter(({ id }) => among.has(id));
}
