import type { RecallQuery, SearchIndex } from '../../stores/ports/search-index.ts';
import type { RulePlan } from './rule-plan.ts';

/** The index without what a plan hides, and with nothing but what it lets in: for lists whose sources ask many things of it. */
export function steeredIndex(index: SearchIndex, plan: Pick<RulePlan, 'hide' | 'only'>): SearchIndex {
  if (plan.hide.length === 0 && plan.only.length === 0) return index;
  const hide = plan.hide.map(({ target }) => target);
  const only = plan.only.map(({ target }) => [target]);
  const steered = (query: Pick<RecallQuery, 'hide' | 'only'>): Pick<RecallQuery, 'hide' | 'only'> => ({
    hide: [...(query.hide ?? []), ...hide],
    only: [...(query.only ?? []), ...only],
  });
  return {
    recall: (query, signal) => index.recall({ ...query, ...steered(query) }, signal),
    neighbours: (query, signal) => index.neighbours({ ...query, ...steered(query) }, signal),
    documentsByIds: (ids, signal) => index.documentsByIds(ids, signal),
    featuresByIds: (ids, signal) => index.featuresByIds(ids, signal),
    complete: (text, locale, limit, signal) => index.complete(text, locale, limit, signal),
    correctWords: (words, signal) => index.correctWords(words, signal),
    fieldValues: (field, signal) => index.fieldValues(field, signal),
  };
}
