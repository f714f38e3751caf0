/**
 * Longest query text, characters, and its parts. All operations of the public API's clients stay below a third of each;
 * long inputs belong into variables, which only the body's size limits.
 */
export const QUERY_LIMITS = {
  characters: 100_000,
  tokens: 3_000,
  /** Nested selections; fragments count as if written out. */
  depth: 15,
  aliases: 50,
  directives: 50,
  /** Fields that an answer may have, were every list as long as its `first` or its ids allow. */
  fields: 50_000,
} as const;
