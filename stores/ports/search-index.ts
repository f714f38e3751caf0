import type { CategoryId, ChangeVersion, GroupId, ProductId } from '../../schema/ids.ts';
import type { FeedToken } from './change-feed.ts';
import type { ProductTarget } from './product-target.ts';
import type { Product, Rating } from './product.ts';

/** What the index holds of a product: enough to show its card without the catalog. */
export interface IndexDocument {
  readonly id: ProductId;
  /** External version: the change this state came from. */
  readonly version: ChangeVersion;
  /** Hex digest of `product`, from `checksumOf`; verification compares it. */
  readonly checksum: string;
  readonly product: Product;
  /** Content vector, see `StoredFeatures.embedding`; not part of the checksum, since it follows from the product. */
  readonly embedding: Float32Array | null;
}

export const NUMERIC_FIELDS = ['price', 'rating'] as const;
export const KEYWORD_FIELDS = ['category', 'brand', 'availability'] as const;

/**
 * What can be filtered on and counted. `price` is in minor units; `rating` is the average.
 * `attributes.<key>` takes an `attributeKey`: text and boolean attributes by value, number attributes by value or range.
 */
export type IndexField = (typeof NUMERIC_FIELDS)[number] | (typeof KEYWORD_FIELDS)[number] | `attributes.${string}`;

/**
 * `values` are alternatives; `range` is inclusive at both ends. Exactly one of the two is set.
 * Values compare without regard to case. A `category` matches its descendants. A product without the field never matches.
 */
export type IndexFilter =
  | { readonly field: IndexField; readonly values: readonly string[]; readonly range: null }
  | { readonly field: IndexField; readonly values: null; readonly range: { readonly min: number | null; readonly max: number | null } };

export const SORTS = ['RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'RATING_DESC', 'NEWEST'] as const;
export type Sort = (typeof SORTS)[number];

/**
 * How many of the query's words a product must have.
 * `all-then-fewer`: all; while fewer than `RELAX_BELOW` groups match, one word fewer, down to one.
 * `any`: one.
 */
export type WordMatching = 'all-then-fewer' | 'any';

/** Matching groups under which `all-then-fewer` asks for one word fewer. */
export const RELAX_BELOW = 24;

/** Longest list that `recall` orders; paging ends there. */
export const RECALL_MAX = 10_000;

export interface RecallQuery {
  /** As typed or corrected; empty matches every product. Analysed by the index, by language. */
  readonly text: string;
  /** BCP 47 tag; null: taken from the text. */
  readonly locale: string | null;
  readonly matching: WordMatching;
  /** True: the last word may be the beginning of a word (as-you-type). */
  readonly prefix: boolean;
  readonly filters: readonly IndexFilter[];
  readonly sort: Sort;
  /** Ids to order, 1..`RECALL_MAX`. */
  readonly limit: number;
  /** Of these, how many come with features, from the top; at most `limit`. */
  readonly candidates: number;
  /** Facets to count in the same round trip; may be empty. */
  readonly facets: readonly IndexField[];
  /**
   * For each entry, a product must be one that one of its targets points at. Unlike under a filter, every facet follows.
   * Absent: no demand.
   */
  readonly only?: readonly (readonly ProductTarget[])[];
  /** What one of them points at is not found: not in `ids`, nor in `total` and facets. A hidden variant leaves the others of its group. */
  readonly hide?: readonly ProductTarget[];
  /** Candidates say which of them point at them. */
  readonly marks?: readonly ProductTarget[];
  /** Synonyms of parts of the text. */
  readonly expansions?: readonly Expansion[];
}

/** Other ways to say a part of a query. */
export interface Expansion {
  /** UTF-16 offsets into the text of the query: the words that lie between them. */
  readonly start: number;
  readonly end: number;
  /** Each fulfils all of those words; one of several words where a product has them all. */
  readonly alternatives: readonly string[];
}

/** One group of variants, by its best matching variant. */
export interface Candidate {
  readonly id: ProductId;
  readonly groupId: GroupId | null;
  /** BM25F score, at least 0; comparable only within one answer; 0 when browsing. */
  readonly lexicalScore: number;
  /** Query words that the product lacks; 0 for a full match. */
  readonly missingWords: number;
  /** Position decides between equals; false for OUT_OF_STOCK and DISCONTINUED. */
  readonly available: boolean;
  /** What the index stores of it for ranking. */
  readonly stored: StoredFeatures;
  /** Indexes into `marks` of the query, ascending; absent where it has none. */
  readonly marks?: readonly number[];
}

/** What ranking knows of a product from the index alone. */
export interface StoredFeatures {
  readonly brand: string | null;
  /** Root first. */
  readonly categoryIds: readonly CategoryId[];
  /** Minor units. */
  readonly price: number | null;
  readonly listPrice: number | null;
  readonly rating: Rating | null;
  /** Unix epoch, milliseconds. */
  readonly releasedAtMs: number | null;
  /** What it says it is, from `kindsOf` of its product. */
  readonly kinds: readonly string[];
  /**
   * Content vector: float32, unit length, by the text encoder that the index was opened for; null where the product has
   * no text that it knows, and for every product as long as the live generation holds vectors of another encoder.
   * An index may keep 8 bits a component. Read, never changed; a view of the whole answer's block, so copy it to keep it.
   */
  readonly embedding: Float32Array | null;
}

export interface Recall {
  /** At most `candidates`, in the order of `ids`. */
  readonly candidates: readonly Candidate[];
  /**
   * Best first, one id a group. RELEVANCE: fewer missing words, then available, then score; a browse puts better
   * rated (Bayesian average) first. Other sorts: by that value, products without it last, then as RELEVANCE.
   * Ties by id ascending, so the order is total.
   */
  readonly ids: readonly ProductId[];
  /** Groups that match in all, also beyond `limit`. */
  readonly total: number;
  /** Words not asked for in the end; 0 where every match has all words. */
  readonly relaxedWords: number;
  /** In the order asked for. */
  readonly facets: readonly FacetCounts[];
  /** Names the state of analysis and generation that answered, such as `products-2026…-1`. */
  readonly indexVersion: string;
}

/** A product near a vector. */
export interface Neighbour {
  readonly id: ProductId;
  readonly groupId: GroupId | null;
  /** Cosine, -1..1. */
  readonly similarity: number;
  readonly stored: StoredFeatures;
}

export interface NeighbourQuery {
  /** Unit length, as long as the index's embeddings. */
  readonly vector: Float32Array;
  readonly filters: readonly IndexFilter[];
  /** 1..1,000; one a group of variants. */
  readonly limit: number;
  /** As in `RecallQuery`. */
  readonly only?: readonly (readonly ProductTarget[])[];
  readonly hide?: readonly ProductTarget[];
}

/** Counts over all matching groups, without the field's own filter. A group counts once in each value that one of its matching variants has. */
export interface FacetCounts {
  readonly field: IndexField;
  /** By count descending, then value ascending; at most `FACET_BUCKETS_MAX`, filtered values always among them. Empty for numbers. */
  readonly buckets: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  /** Smallest and largest number; null for keywords and where nothing matches. */
  readonly stats: { readonly min: number; readonly max: number } | null;
}

export const FACET_BUCKETS_MAX = 100;

export interface Completion {
  /** The whole text with its last word completed, lower case. */
  readonly text: string;
  /** Products that have all its words. At least 1. */
  readonly documents: number;
}

export interface FieldValue {
  /** What a filter takes: a brand's name, a category's id. */
  readonly value: string;
  /** Name to show. */
  readonly label: string;
  readonly documents: number;
  /** Path of names, root first, for a category; empty for a brand. */
  readonly path: readonly { readonly id: CategoryId; readonly name: string }[];
}

/**
 * Finding products. Every method rejects with `SEARCH_INDEX_UNAVAILABLE` when the index cannot be reached, and with
 * the signal's reason when aborted. The executable form of this text is `test/contracts/search-index.contract.ts`.
 */
export interface SearchIndex {
  recall(query: RecallQuery, signal?: AbortSignal): Promise<Recall>;

  /** In the order of `ids`; null where the index has no such product. At most `RECALL_MAX`. */
  documentsByIds(ids: readonly ProductId[], signal?: AbortSignal): Promise<readonly (IndexDocument | null)[]>;

  /** Ways to go on typing, most products first, at most `limit`; the words before the last one are kept. */
  complete(text: string, locale: string | null, limit: number, signal?: AbortSignal): Promise<readonly Completion[]>;

  /**
   * A better spelling for each word that the catalog does not have, aligned to `words`: null where the word is known
   * or nothing is near. Words are single tokens as typed.
   */
  correctWords(words: readonly string[], signal?: AbortSignal): Promise<readonly (string | null)[]>;

  /**
   * The products nearest to a vector by cosine, best first, ties by id; empty where the index holds no embeddings.
   * Exact and linear in the number of products in the embedded index: for thin results, not for every search.
   */
  neighbours(query: NeighbourQuery, signal?: AbortSignal): Promise<readonly Neighbour[]>;

  /** Stored features in the order of `ids`; null where the index has no such product. At most `RECALL_MAX`. */
  featuresByIds(ids: readonly ProductId[], signal?: AbortSignal): Promise<readonly (StoredFeatures | null)[]>;

  /** All brands or categories of the indexed products, most products first, ties by value. */
  fieldValues(field: 'brand' | 'category', signal?: AbortSignal): Promise<readonly FieldValue[]>;
}

export type IndexOperation =
  | { readonly kind: 'put'; readonly document: IndexDocument }
  | { readonly kind: 'delete'; readonly id: ProductId; readonly version: ChangeVersion };

/** Operations per `write`. */
export const INDEX_BATCH_MAX = 1_000;

export interface Checkpoint {
  readonly token: FeedToken;
  /** Every change up to it is in the index. */
  readonly version: ChangeVersion;
}

/** Where following stands, in which generation: the one that `status` gave along with the checkpoint it went on from. */
export interface LiveCheckpoint extends Checkpoint {
  readonly indexVersion: string;
}

/** A checkpoint, and the generation that it is of. */
export interface IndexPosition {
  /** What the alias stands for now. */
  readonly indexVersion: string;
  /** Null before the first write with a checkpoint. */
  readonly checkpoint: Checkpoint | null;
}

export interface IndexStatus extends IndexPosition {
  /** Products in it, tombstones not counted. */
  readonly documents: number;
  /** Name that readers use; stays the same over a rebuild. */
  readonly alias: string;
  /** Text encoder of the live generation's embeddings; null where it holds none. Another than the indexer's: time for a rebuild. */
  readonly embeddingVersion: string | null;
  /** False: the live generation was made by another release, in another form; it is searched and written to, but time for a rebuild. */
  readonly current: boolean;
  /** When the current generation was swapped in, Unix epoch milliseconds; null for the first. */
  readonly rebuiltAtMs: number | null;
}

/** An entry as the index itself holds it, read from its durable form. */
export type ScannedEntry =
  | { readonly kind: 'document'; readonly id: ProductId; readonly version: ChangeVersion; readonly checksum: string; readonly actualChecksum: string }
  | { readonly kind: 'corrupt'; readonly id: ProductId; readonly detail: string };

/**
 * Keeping the index in step. Errors as in `SearchIndex`; also `STORE_FULL` and `STORE_LOCKED`.
 */
export interface SearchIndexWriter {
  /**
   * What new generations of this process are like, as 16 hex digits. Those of another release or another text encoder have another
   * form, also under the same name: nobody but who has the same form can fill them.
   */
  readonly form: string;

  /**
   * Applies the operations, in order. One whose version is older than the stored state, tombstones included, is
   * ignored, so a replay or an overlap never puts an old state over a new one; an equal version replaces.
   * Resolved means durable, and visible to the next `recall` of this process. The checkpoint, where given, is
   * stored with the operations: never ahead of them. Where another generation has gone live than the checkpoint's, the call
   * rejects with `INDEX_REPLACED` and changes nothing in it: its own checkpoint may be an earlier one.
   */
  write(operations: readonly IndexOperation[], checkpoint: LiveCheckpoint | null, signal?: AbortSignal): Promise<void>;

  status(signal?: AbortSignal): Promise<IndexStatus>;

  /**
   * How far the index is, cheap enough to ask with every batch. What the checkpoint covers is found by the next `recall` of this
   * process, and where another process wrote it, of every process.
   */
  position(signal?: AbortSignal): Promise<IndexPosition>;

  /** Entries ascending by id, without tombstones; null starts at the beginning. Shorter than `limit`: the last. */
  scan(after: ProductId | null, limit: number, signal?: AbortSignal): Promise<readonly ScannedEntry[]>;

  /** Entries of some ids, as `scan` gives them: any order, absent ids and tombstones left out. At most `INDEX_BATCH_MAX` ids. */
  entriesByIds(ids: readonly ProductId[], signal?: AbortSignal): Promise<readonly ScannedEntry[]>;

  /** Removes an entry whatever its version, leaving no tombstone: for repair of what should never have been there. */
  purge(ids: readonly ProductId[], signal?: AbortSignal): Promise<void>;

  /**
   * A new, empty generation beside the live one; an unfinished one of the same `name` is continued, where its basis is the same, and begun
   * anew where it is another. Readers see the old one, whole, until `swap`.
   * @param basis what its documents are made with besides the records, in the caller's own words, such as a digest of the mappings;
   *   null: whatever the unfinished one has, as for one of several who fill it.
   */
  beginRebuild(name: string, basis: string | null, signal?: AbortSignal): Promise<IndexRebuild>;
}

export interface IndexRebuild {
  readonly indexVersion: string;
  /** Where a continued rebuild had got to; null for a new one. */
  readonly checkpoint: Checkpoint | null;
  /** Last id whose backfill is durable; null at the beginning. */
  readonly scannedTo: ProductId | null;
  /** As the index's own `write`; null: how far the rebuild has got is not touched, as by one of several that fill it. */
  write(
    operations: readonly IndexOperation[],
    progress: { readonly checkpoint: Checkpoint | null; readonly scannedTo: ProductId | null } | null,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Makes it the live one, at once and for all readers; the former is dropped. */
  swap(signal?: AbortSignal): Promise<void>;
  /** Drops it. */
  discard(signal?: AbortSignal): Promise<void>;
}
