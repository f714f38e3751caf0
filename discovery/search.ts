import { type ListId, modelVersion } from '../schema/ids.ts';
import type { IndexDocument } from '../stores/ports/search-index.ts';
import type { ResultListStore } from '../stores/ports/result-list-store.ts';
import { asSearched } from './as-searched.ts';
import { FACETS_MISSING, LIST_EXPIRED, SERVED_FROM_MEMORY } from './degradations.ts';
import { createFacetCounter, type CountFacets } from './facets/facet-counter.ts';
import { checkSearchRequest, type CheckedSearch } from './input/check-search-request.ts';
import { isIndexUnavailable } from './is-index-unavailable.ts';
import { decodeCursor, type Cursor } from './listing/cursor.ts';
import type { createDocumentReader, DocumentReader } from './listing/document-reader.ts';
import { fingerprintOf } from './listing/fingerprint.ts';
import { createKeptLists, cursorOfAnotherSearch, type KeptPage } from './listing/kept-lists.ts';
import { LIST_META, type ListMeta } from './listing/list-meta.ts';
import { rankList, type RankListOptions } from './listing/rank-list.ts';
import { readPage } from './listing/read-page.ts';
import type { RequestScope } from './request-scope.ts';
import type { Discovery, DiscoveryContext } from './search-types.ts';
import type { SteerFor } from './rules/create-steering.ts';
import { rankAt } from './rules/list-rules.ts';
import { mayStand } from './rules/may-stand.ts';
import type { Steering } from './rules/steering.ts';
import { servedPage } from './served/served-page.ts';
import type { ServedListQueue } from './served/served-list-queue.ts';
import { knownShopper, NOBODY, type ShopperState } from './shoppers/shopper-state.ts';
import { toSearchResult } from './to-search-result.ts';

export interface SearchOptions extends Omit<RankListOptions, 'shopper' | 'steering'> {
  readonly steer: SteerFor;
  readonly lists: ResultListStore;
  readonly newListId: () => ListId;
  readonly documents: ReturnType<typeof createDocumentReader>;
  readonly scopes: (context: DiscoveryContext) => RequestScope;
  readonly served: Pick<ServedListQueue, 'add'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** A page, the list it is of, and how to count its facets; `count` is null where the index does not count now. */
interface ServedPage extends KeptPage<ListMeta> {
  readonly count: CountFacets | null;
  /** The list that the cursor is of had expired. */
  readonly rebuilt: boolean;
}

/** One request on its way to a page. */
interface Task {
  readonly search: CheckedSearch;
  readonly fingerprint: string;
  readonly cursor: Cursor | null;
  readonly reader: DocumentReader;
  readonly shopper: ShopperState;
  readonly steering: Steering;
  readonly context: DiscoveryContext;
}

export function createSearch(options: SearchOptions): Discovery['search'] {
  const { index, dictionary, documents, newListId } = options;
  const keptLists = createKeptLists({ ...options, codec: LIST_META });

  async function serve(task: Task): Promise<ServedPage> {
    const later = task.cursor === null ? null : await laterPage(task.cursor, task);
    if (later !== null) return later;
    try {
      return await newPage(task);
    } catch (error) {
      const remembered = isIndexUnavailable(error) ? await rememberedPage(task) : null;
      if (remembered === null) throw error;
      return remembered;
    }
  }

  async function newPage({ search, fingerprint, cursor, reader, shopper, steering, context: { signal, ...context } }: Task): Promise<ServedPage> {
    const list = await rankList(search, { ...context, signal }, { ...options, shopper, steering });
    const { ids, total, meta } = list;
    const listId = newListId();
    // The product may be gone, or may not match any more: then the place where it stood is the best guess.
    const offset = cursor === null ? 0 : ids.indexOf(cursor.productId) + 1 || cursor.position;
    const [page] = await Promise.all([
      readPage<never>(
        { ids: async (from, size) => ids.slice(from, from + size), documents: (page) => reader.read(page) },
        { offset, first: search.first },
      ),
      keptLists.keep(listId, { fingerprint, shopper: knownShopper(shopper), askedBy: shopper.shopper }, list, signal),
    ]);
    const failure = reader.failure();
    if (failure !== null) throw failure;
    const count = createFacetCounter({ index, search: asSearched(search, meta, steering), ahead: list.facets, signal });
    return { listId, page, total, meta, count, rebuilt: cursor !== null };
  }

  /** Null where the list has expired. */
  async function laterPage(cursor: Cursor, task: Task): Promise<ServedPage | null> {
    const { search, steering, context: { signal } } = task;
    const kept = await keptPage(cursor.listId, cursor.position, task);
    if (kept === null) return null;
    const count = createFacetCounter({ index, search: asSearched(search, kept.meta, steering), ahead: [], signal });
    try {
      if (search.facets.length > 0) await count(search.facets);
      return { ...kept, count, rebuilt: false };
    } catch (error) {
      if (!isIndexUnavailable(error)) throw error;
      return { ...kept, count: null, rebuilt: false };
    }
  }

  /** What the same request was answered with before; null where that is not known any more. */
  async function rememberedPage(task: Task): Promise<ServedPage | null> {
    const { cursor, fingerprint, shopper } = task;
    const listId = cursor === null ? keptLists.latest({ fingerprint, shopper: knownShopper(shopper) }) : null;
    const kept = listId === null ? null : await keptPage(listId, 0, task);
    return kept === null ? null : { ...kept, count: null, rebuilt: false };
  }

  function keptPage(listId: ListId, offset: number, { search, fingerprint, reader, context }: Task) {
    return keptLists.page(
      { listId, fingerprint, offset, first: search.first, documents: (ids) => reader.read(ids) },
      context.signal,
    );
  }

  return async (request, context) => {
    const search = checkSearchRequest(request);
    context.signal.throwIfAborted();
    const fingerprint = fingerprintOf(search, context.identity);
    const cursor = search.after === null ? null : decodeCursor(search.after);
    if (cursor !== null && cursor.fingerprint !== fingerprint) throw cursorOfAnotherSearch();
    const shopper = search.personalize ? await options.scopes(context).state() : NOBODY;
    const steering = await options.steer(search, shopper, context.signal);
    const plan = steering.plan([search.text]);
    const reader = letting(({ id, product }) => !shopper.hidden.has(id) && mayStand(plan, { product }), documents(context.signal));
    const served = await serve({ search, fingerprint, cursor, reader, shopper, steering, context });
    const failure = reader.failure();
    if (failure !== null && reader.missed() && served.page.items.length < search.first) throw failure;
    options.served.add(
      servedPage({
        listId: served.listId,
        kind: 'SEARCH',
        query: search.text,
        shopper: shopper.shopper,
        modelVersion: served.meta.modelScores === null ? null : modelVersion(served.meta.modelVersion),
        atMs: options.now(),
        total: served.total,
        items: served.page.items,
        features: served.meta.features,
        rankAt: (position) => rankAt(served.meta.rules, position),
      }),
    );
    const reduced = failure !== null ? [SERVED_FROM_MEMORY] : served.count === null ? [FACETS_MISSING] : [];
    return toSearchResult(served, {
      search,
      fingerprint,
      degradations: [...(served.rebuilt ? [LIST_EXPIRED] : []), ...reduced, ...served.meta.degradations],
      explain: (modelVersion, features) => options.reranker.explain(modelVersion, features),
      entries: () => dictionary.read(context.signal),
    });
  };
}

/** The reader without what the shopper or a rule has hidden: it is gone from every page, whenever the list was made. */
function letting(isShown: (document: IndexDocument) => boolean, reader: DocumentReader): DocumentReader {
  return {
    ...reader,
    read: async (ids) => (await reader.read(ids)).map((document) => (document !== null && isShown(document) ? document : null)),
  };
}
