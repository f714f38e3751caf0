import { parse, validate } from 'graphql';
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';

const DOCUMENTS_MAX = 1_000;
const CHARACTERS_MAX = 4_000_000;

export type CheckedDocument =
  | { readonly document: DocumentNode; readonly errors: null }
  | { readonly document: null; readonly errors: readonly GraphQLError[] };

/**
 * Parses and validates query texts against `schema`, keeping what is valid: the gateway sends the same few plans again
 * and again. Bounded by count and by length; texts that fail are not kept.
 */
export function createDocumentCache(schema: GraphQLSchema): (query: string) => CheckedDocument {
  const documents = new LRUCache<string, DocumentNode>({
    max: DOCUMENTS_MAX,
    maxSize: CHARACTERS_MAX,
    sizeCalculation: (_document, query) => Math.max(1, query.length),
  });
  return (query) => {
    const kept = documents.get(query);
    if (kept !== undefined) return { document: kept, errors: null };
    const checked = check(schema, query);
    if (checked.errors === null) documents.set(query, checked.document);
    return checked;
  };
}

function check(schema: GraphQLSchema, query: string): CheckedDocument {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length === 0 ? { document, errors: null } : { document: null, errors };
  } catch (error) {
    return { document: null, errors: [error as GraphQLError] };
  }
}
