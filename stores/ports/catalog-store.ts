import type { CategoryId, ChangeVersion, ProductId } from '../../schema/ids.ts';
import type { Product } from './product.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** A product record as received, before any cleaning. */
export interface SourceRecord {
  readonly id: ProductId;
  /** Name of the mapping that says what the fields of `record` mean; null where `record` is a `ProductInput` of the API. */
  readonly mapping: string | null;
  readonly record: JsonObject;
  /** Where an imported record stood; null for one that came through the API. */
  readonly origin: SourceOrigin | null;
}

export interface SourceOrigin {
  /** File name without its folder. */
  readonly file: string;
  /** 1 for the first line of the file, header included. */
  readonly line: number;
}

export interface StoredSource extends SourceRecord {
  /**
   * Version of the change that brought this state. Where others may write past this port, what was read rather than told by the
   * feed may have an older one, never a newer one; 0 where nothing is known.
   */
  readonly version: ChangeVersion;
  /** Unix epoch, milliseconds, by the store's clock. */
  readonly receivedAtMs: number;
}

/** Records per `putSources`, ids per look-up. */
export const CATALOG_BATCH_MAX = 1_000;

/**
 * The catalog as received.
 *
 * Writes are durable when they resolve: a crash afterwards loses none, a crash before leaves all of the call or nothing.
 * Every method of the catalog's ports rejects with `CATALOG_STORE_UNAVAILABLE` when the store cannot be reached, with
 * `STORE_LOCKED` or `STORE_FULL` where that is the cause, and with the signal's reason when aborted before it began.
 * Calls with more than `CATALOG_BATCH_MAX` entries reject with `INVARIANT_BROKEN`.
 */
export interface CatalogStore {
  /**
   * Inserts or replaces whole records; of a repeated id in one call the last wins. Each record becomes a change in the feed.
   * @returns the version of the last change; an empty call gives the current version of the catalog (0 when new).
   */
  putSources(records: readonly SourceRecord[], signal?: AbortSignal): Promise<ChangeVersion>;

  /** Absent ids are ignored and not counted. */
  deleteSources(ids: readonly ProductId[], signal?: AbortSignal): Promise<DeleteReport>;

  /** Any order, absent ids left out. */
  sourcesByIds(ids: readonly ProductId[], signal?: AbortSignal): Promise<readonly StoredSource[]>;

  /** Stores what a mapping name means, replacing an older meaning. */
  putMapping(name: string, mapping: JsonObject, signal?: AbortSignal): Promise<void>;

  /** Null where the name is unknown. */
  mapping(name: string, signal?: AbortSignal): Promise<JsonObject | null>;

  /** All of them, by name. */
  mappings(signal?: AbortSignal): Promise<ReadonlyMap<string, JsonObject>>;
}

export interface DeleteReport {
  readonly deleted: number;
  /** Version of the last change; the current version where nothing was deleted. */
  readonly version: ChangeVersion;
}

/** A cleaned product and the version of the record it was cleaned from. */
export interface CleanedProduct {
  readonly version: ChangeVersion;
  readonly product: Product;
}

/**
 * The catalog as cleaned: what product pages show and what the index must equal.
 * Errors and durability as in `CatalogStore`.
 */
export interface ProductStore {
  /** Any order, absent ids left out. */
  productsByIds(ids: readonly ProductId[], signal?: AbortSignal): Promise<readonly CleanedProduct[]>;

  /** Ascending by id, at most `limit`; null starts at the beginning. A page shorter than `limit` is the last. */
  scanProducts(after: ProductId | null, limit: number, signal?: AbortSignal): Promise<readonly CleanedProduct[]>;

  /** Inserts or replaces. An entry older than the stored version, or than a removal, is ignored; an equal one replaces. */
  putCleaned(entries: readonly CleanedProduct[], signal?: AbortSignal): Promise<void>;

  /** Removes what is not newer than the given version, and remembers the removal so that an older put does not revive it. */
  removeCleaned(entries: readonly Removal[], signal?: AbortSignal): Promise<void>;

  countProducts(signal?: AbortSignal): Promise<number>;
}

export interface Removal {
  readonly id: ProductId;
  readonly version: ChangeVersion;
}

export interface StoredCategory {
  readonly id: CategoryId;
  readonly name: string;
  /** Null for a root. */
  readonly parentId: CategoryId | null;
  /** Cleaned products in it or below it. */
  readonly productCount: number;
}

/** The category tree that the cleaned products span; a category without products is not there. */
export interface CategoryStore {
  /** Any order, absent ids left out. */
  categoriesByIds(ids: readonly CategoryId[], signal?: AbortSignal): Promise<readonly StoredCategory[]>;

  /** Children of each given parent (null: the roots), ascending by name, then id; grouped by the caller by `parentId`. */
  childCategories(parentIds: readonly (CategoryId | null)[], signal?: AbortSignal): Promise<readonly StoredCategory[]>;
}
