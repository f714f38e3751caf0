import { LRUCache } from 'lru-cache';
import { AppError } from '../../schema/errors.ts';
import type { ListId, ProductId, ShopperId } from '../../schema/ids.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import { createGuard, GUARD_DEFAULTS } from '../create-guard.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import { readPage, type Page, type PageSource } from './read-page.ts';

/** Longest wait for the store, milliseconds: a list of 10,000 ids is some 200 KB. */
const DEADLINE_MS = 500;

/** Searches whose latest list is known, to answer them while the index is away. */
const LATEST_MAX = 1_000;

export interface KeptPage<Meta> {
  readonly listId: ListId;
  readonly page: Page;
  readonly total: number;
  readonly meta: Meta;
}

/** What is kept of a list. */
export interface KeptList<Meta> {
  /** Ordered. */
  readonly ids: readonly ProductId[];
  readonly total: number;
  readonly meta: Meta;
}

/** Which request a list answered, and whose answer it is. */
export interface ListAsked {
  readonly fingerprint: string;
  /** Null: of whom nothing is known, so that the list is everybody's. */
  readonly shopper: ShopperId | null;
}

export interface ListKept extends ListAsked {
  /** Who asked, also where the answer is everybody's: what they searched for is in it, and goes with them. */
  readonly askedBy: ShopperId | null;
}

/** How what later pages must say again is written down. */
export interface MetaCodec<Meta> {
  encode(meta: Meta): string;
  /** Null for what another release has kept: the list is then made anew. */
  decode(text: string): Meta | null;
}

export interface KeptPageRequest {
  readonly listId: ListId;
  readonly fingerprint: string;
  readonly offset: number;
  readonly first: number;
  readonly documents: PageSource['documents'];
}

/** Served lists over a store that may lose them or fail: then a list counts as expired. */
export interface KeptLists<Meta> {
  keep(listId: ListId, asked: ListKept, list: KeptList<Meta>, signal: AbortSignal): Promise<void>;
  /**
   * Null where the list has expired.
   * @throws AppError `CURSOR_INVALID` where the list answers another request.
   */
  page(request: KeptPageRequest, signal: AbortSignal): Promise<KeptPage<Meta> | null>;
  /** The list that the same request of the same shopper was last answered with in this process. */
  latest(asked: ListAsked): ListId | null;
}

export interface KeptListsOptions<Meta> {
  readonly lists: ResultListStore;
  readonly codec: MetaCodec<Meta>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: DiscoveryLog;
}

export function createKeptLists<Meta>({ lists, codec, now, log }: KeptListsOptions<Meta>): KeptLists<Meta> {
  const ask = createGuard({ ...GUARD_DEFAULTS, deadlineMs: DEADLINE_MS, now, unavailable: 'CACHE_UNAVAILABLE' });
  const latest = new LRUCache<string, ListId>({ max: LATEST_MAX });

  async function slice(listId: ListId, offset: number, count: number, signal: AbortSignal) {
    try {
      return await ask((until) => lists.slice(listId, offset, count, until), signal);
    } catch (error) {
      signal.throwIfAborted();
      log.warn({ error }, 'A result list could not be read; it counts as expired.');
      return null;
    }
  }

  return {
    async keep(listId, asked, { ids, total, meta }, signal) {
      try {
        const list = { id: listId, shopper: asked.askedBy, fingerprint: asked.fingerprint, ids, total, meta: codec.encode(meta) };
        await ask((until) => lists.keep(list, until), signal);
        latest.set(keyOf(asked), listId);
      } catch (error) {
        signal.throwIfAborted();
        log.warn({ error }, 'A result list could not be kept; its later pages will be made anew.');
      }
    },

    async page({ listId, fingerprint, offset, first, documents }, signal) {
      const head = await slice(listId, offset, first + 1, signal);
      const meta = head === null ? null : codec.decode(head.meta);
      if (head === null || meta === null) return null;
      if (head.fingerprint !== fingerprint) throw cursorOfAnotherSearch();
      const page = await readPage(
        {
          ids: async (from, count) => (from === offset ? head.ids : ((await slice(listId, from, count, signal))?.ids ?? null)),
          documents,
        },
        { offset, first },
      );
      return page === null ? null : { listId, page, total: head.total, meta };
    },

    latest: (asked) => latest.get(keyOf(asked)) ?? null,
  };
}

function keyOf({ fingerprint, shopper }: ListAsked): string {
  return JSON.stringify([fingerprint, shopper]);
}

export function cursorOfAnotherSearch(): AppError {
  return new AppError(
    'CURSOR_INVALID',
    '`after`: expected a cursor of this search, got one of another query, filters, sort, locale or shopper.',
  );
}

export function cursorOfAnotherList(): AppError {
  return new AppError(
    'CURSOR_INVALID',
    '`after`: expected a cursor of this list, got one of another strategy, other products or filters, or another shopper.',
  );
}
