import type { Binary, Collection, Db, IndexDescription, Timestamp } from 'mongodb';
import { SERVED_LIST_TTL_MS } from '../../ports/served-list-log.ts';
import type { CollectionIndexes } from '../ensure-indexes.ts';
import { BY_PLACE, type LogEntry } from '../log-entry.ts';
import type { ShopperState } from './shopper-state.ts';

export interface EventDocument extends LogEntry {
  readonly shopper: string;
  readonly id: string;
  readonly type: string;
  readonly product: string;
  readonly atMs: number;
  /** By our clock; time to live counts from it. */
  readonly recordedAt: Date;
  readonly listId?: string;
  readonly position?: number;
  readonly quantity?: number;
  readonly price?: { readonly amount: number; readonly currency: string };
}

/** Whoever has events that rank; `_id` is the shopper. */
export interface ShopperDocument extends ShopperState {
  readonly _id: string;
  readonly position: number;
}

/** What is absent was not chosen; `_id` is the shopper. */
export interface ProfileDocument {
  readonly _id: string;
  readonly personalization?: boolean;
  readonly locale?: string;
}

/** `_id` is the visitor. */
export interface MergeDocument {
  readonly _id: string;
  readonly user: string;
  /** Cluster time: the order merged; what the visitor did later stays the visitor's. */
  readonly mergedAt: Timestamp;
  /** Of a merge that is not finished; absent otherwise. */
  readonly pending?: { readonly events: number };
}

/** An erasure that is not finished; `_id` is the shopper. */
export interface ErasureDocument {
  readonly _id: string;
  readonly shoppers: readonly string[];
  /** Cluster time: what was recorded later stays. */
  readonly erasedAt: Timestamp;
  /** Gone so far. */
  readonly events: number;
  readonly servedLists: number;
}

export interface ServedListDocument extends LogEntry {
  readonly shopper: string | null;
  /** Time to live counts from it. */
  readonly servedAt: Date;
  readonly listId: string;
  readonly kind: string;
  readonly query: string | null;
  readonly arm: string | null;
  readonly modelVersion: string | null;
  readonly total: number;
  /** Product, position and number of features; null where no model scored. */
  readonly items: readonly (readonly [string, number, number | null])[];
  /** Of all items, one after the other, float32. */
  readonly features: Binary;
}

export interface UsersCollections {
  readonly events: Collection<EventDocument>;
  readonly shoppers: Collection<ShopperDocument>;
  readonly profiles: Collection<ProfileDocument>;
  readonly mergedVisitors: Collection<MergeDocument>;
  readonly erasures: Collection<ErasureDocument>;
  readonly servedLists: Collection<ServedListDocument>;
}

export function usersCollections(database: Db): UsersCollections {
  return {
    events: database.collection('events'),
    shoppers: database.collection('shoppers'),
    profiles: database.collection('profiles'),
    mergedVisitors: database.collection('mergedVisitors'),
    erasures: database.collection('erasures'),
    servedLists: database.collection('servedLists'),
  };
}

/**
 * The indexes by which what one shopper has is found. Who asks for it in the order of places names them: to the server the log's own
 * order might look cheaper, until it has read the whole log. Sorting is for exports only, which are rare.
 */
export const OF_SHOPPER = { events: { shopper: 1, id: 1 }, servedLists: { shopper: 1 } } as const;

export interface UsersIndexOptions {
  /** How long an event is kept after it was recorded, milliseconds. */
  readonly keepMs: number;
  /** Whether the server drops by its own clock what was kept long enough. */
  readonly dropOnServer: boolean;
}

export function usersIndexes({ keepMs, dropOnServer }: UsersIndexOptions): CollectionIndexes {
  const keptFor = (key: IndexDescription['key'], ms: number): IndexDescription => ({ key, ...(dropOnServer ? { expireAfterSeconds: Math.ceil(ms / 1_000) } : {}) });
  return {
    events: [
      { key: OF_SHOPPER.events, unique: true },
      { key: BY_PLACE },
      keptFor({ recordedAt: 1 }, keepMs),
    ],
    shoppers: [{ key: { oldestRecordedAt: 1 } }],
    profiles: [],
    mergedVisitors: [{ key: { user: 1, mergedAt: 1 } }, { key: { pending: 1 }, sparse: true }],
    erasures: [],
    servedLists: [{ key: OF_SHOPPER.servedLists }, { key: BY_PLACE }, keptFor({ servedAt: 1 }, SERVED_LIST_TTL_MS)],
    placingRounds: [],
  };
}
