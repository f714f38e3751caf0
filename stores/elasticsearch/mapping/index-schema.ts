import { createHash } from 'node:crypto';
import type { estypes } from '@elastic/elasticsearch';

/** How an index is made: what a generation was made by decides how it is searched, so its id is part of the index's name. */
export interface IndexSchema {
  /** 8 hex digits; another one means that the generations of before must be rebuilt. */
  readonly id: string;
  readonly settings: estypes.IndicesIndexSettings;
  readonly mappings: estypes.MappingTypeMapping;
}

/** How old what other processes find may be. */
export const REFRESH_INTERVAL = '1s';

/** Raised when `search/analysis` or `toIndexEntry` puts other terms into the same fields: nothing in the mapping would tell. */
const CONTENT_VERSION = 3;

/**
 * The schema of this release (ADR 0013, docs/elasticsearch.md).
 *
 * Fields are only added or given new names, never another type: writers of this release also write to generations of the last
 * one, as long as those are live, and `dynamic: false` lets them.
 *
 * @param dimensions - Length of the embeddings; 0 keeps none.
 */
export function indexSchema(dimensions: number): IndexSchema {
  return withId({
    settings: {
      number_of_shards: 1,
      auto_expand_replicas: '0-1',
      // Set, so that an index that is seldom searched is refreshed too.
      refresh_interval: REFRESH_INTERVAL,
      // A deleted product keeps a tombstone of ours, see `toTombstone`; what is purged must be forgotten.
      gc_deletes: '0s',
      // The whole text counts, not how often words stand in the longest field; docs/search-quality.md has the measurement.
      similarity: { weighted: { type: 'BM25', k1: 2, b: 0.6 } },
      analysis: {
        analyzer: {
          // Terms come analysed, by language, from search/analysis: all that is left is to tell them apart.
          terms: { type: 'custom', tokenizer: 'terms' },
        },
        tokenizer: { terms: { type: 'char_group', tokenize_on_chars: [' '], max_token_length: 1_000 } },
      },
    },
    mappings: {
      dynamic: false,
      // Kept whole, though all else follows from the product: a part of it would be kept beside the whole, which Elasticsearch recovers from.
      properties: {
        id: { type: 'keyword' },
        live: { type: 'boolean' },
        /** Only of a product that is a variant. */
        group: { type: 'keyword' },
        /** The group, or the product that stands for itself. */
        family: { type: 'keyword', index: false },
        available: { type: 'boolean' },
        quality: { type: 'float' },
        terms: { type: 'text', analyzer: 'terms', index_options: 'freqs', similarity: 'weighted' },
        titleTerms: { type: 'text', analyzer: 'terms', index_options: 'docs', norms: false },
        spelling: { properties: { offered: SPELLING, other: SPELLING } },
        filter: {
          properties: {
            category: { type: 'keyword', doc_values: false },
            brand: { type: 'keyword', doc_values: false },
            availability: { type: 'keyword', doc_values: false },
            attributes: { type: 'flattened', doc_values: false, ignore_above: KEYWORD_MAX },
          },
        },
        facet: {
          properties: {
            category: { type: 'keyword', index: false },
            brand: { type: 'keyword', index: false },
            availability: { type: 'keyword', index: false },
            attributes: { type: 'flattened', index: false, ignore_above: KEYWORD_MAX },
          },
        },
        number: {
          properties: {
            price: { type: 'double' },
            rating: { type: 'double' },
            releasedAt: { type: 'double' },
            /** As `numberKey`. */
            attributes: { type: 'flattened' },
          },
        },
        features: { type: 'binary', doc_values: true },
        ...(dimensions === 0 ? {} : { direction: DIRECTION(dimensions) }),
        product: { type: 'object', enabled: false },
        state: { type: 'object', enabled: false },
      },
    },
  });
}

const SPELLING = { type: 'keyword', ignore_above: 100 } as const;

/** Longest value of an attribute that is filtered and counted, characters: Lucene takes 32,766 bytes. */
const KEYWORD_MAX = 8_000;

/** An embedding at 8 bits a component: what `features` hold of it, too, so that nothing is compared again in full. */
const DIRECTION = (dims: number): estypes.MappingProperty => ({
  type: 'dense_vector',
  element_type: 'byte',
  dims,
  similarity: 'cosine',
  index_options: { type: 'hnsw', m: 16, ef_construction: 100 },
});

/** The fields that another form fits better while an index is filled, as they are in the schema. */
export function filledProperties({ mappings }: IndexSchema): Record<string, estypes.MappingProperty> {
  const direction = mappings.properties?.['direction'];
  return direction === undefined ? {} : { direction };
}

/**
 * The same fields as they are while an index is filled that nobody searches: a graph over the vectors costs as much as all else, and is
 * thrown away with each segment that is merged. Elasticsearch lets a flat field become one with a graph.
 */
export function fillingProperties(schema: IndexSchema): Record<string, estypes.MappingProperty> {
  const { direction } = filledProperties(schema);
  return direction === undefined ? {} : { direction: { ...direction, index_options: { type: 'flat' } } as estypes.MappingProperty };
}

/** A schema under the id of its content. */
export function withId({ settings, mappings }: Omit<IndexSchema, 'id'>): IndexSchema {
  const digest = createHash('sha256').update(JSON.stringify([CONTENT_VERSION, settings, mappings]));
  return { id: digest.digest('hex').slice(0, 8), settings, mappings };
}
