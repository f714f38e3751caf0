/** What one shop, one rule or one set of synonyms may hold. */
export const LIMITS = {
  /** Rules that are not deleted. */
  rules: 20_000,
  activeRules: 10_000,
  nameLength: 200,
  actions: 50,
  /** Products of one target. */
  productIds: 1_000,
  productIdLength: 200,
  segments: 50,
  /** Largest priority, and negated the smallest. */
  priority: 1_000_000,
  /** Largest factor of a boost, and its inverse the smallest of a bury. */
  factor: 1_000,
  pinPosition: 100,
  urlLength: 2_000,
  titleLength: 500,
  queryLength: 500,
  synonyms: 10_000,
  terms: 50,
  termLength: 100,
} as const;
