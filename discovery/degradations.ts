import type { Degradation } from './search-types.ts';

export const LIST_EXPIRED: Degradation = {
  component: 'CACHE',
  effect: 'The result list had expired and was made anew; it goes on after the last product shown, in today’s order.',
};

export const RANKED_WITHOUT_MODEL: Degradation = {
  component: 'RANKING_MODEL',
  effect: 'The ranking model did not answer; the products stand in the order of the text search.',
};

export const SERVED_FROM_MEMORY: Degradation = {
  component: 'SEARCH_INDEX',
  effect: 'The search index did not answer; these are the products found a few minutes ago, without counts for the facets.',
};

export const FACETS_MISSING: Degradation = {
  component: 'SEARCH_INDEX',
  effect: 'The search index did not count the facets; the products are not affected.',
};

export const RULES_FROM_MEMORY: Degradation = {
  component: 'RULES',
  effect: 'The rules could not be read just now; the last ones known apply.',
};

export const LIST_FROM_MEMORY: Degradation = {
  component: 'SEARCH_INDEX',
  effect: 'The search index did not answer; these are products shown a few minutes ago.',
};

export const NOT_PERSONALIZED: Degradation = {
  component: 'USER_STORE',
  effect: 'What is known of the shopper could not be read; the products are those that everybody sees.',
};

export const LIST_WITHOUT_MODEL: Degradation = {
  component: 'RANKING_MODEL',
  effect: 'The ranking model did not answer; the list is made from what shoppers did and from content alone.',
};
