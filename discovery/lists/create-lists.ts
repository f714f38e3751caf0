import type { ListId, ProductId } from '../../schema/ids.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import { LIST_EXPIRED, LIST_FROM_MEMORY } from '../degradations.ts';
import { checkRecommendRequest, type CheckedList } from '../input/check-recommend-request.ts';
import { isIndexUnavailable } from '../is-index-unavailable.ts';
import { decodeCursor, encodeCursor, type Cursor } from '../listing/cursor.ts';
import { createKeptLists, cursorOfAnotherList, type KeptPage } from '../listing/kept-lists.ts';
import { readPage } from '../listing/read-page.ts';
import { scoreOfPosition } from '../listing/score-of-position.ts';
import type { RequestScope } from '../request-scope.ts';
import { servedPage } from '../served/served-page.ts';
import type { ServedListQueue } from '../served/served-list-queue.ts';
import type { Discovery, DiscoveryContext, RecommendationHit, RecommendationList } from '../search-types.ts';
import type { ListSteering, SteerList } from '../rules/create-steering.ts';
import { mayStand } from '../rules/may-stand.ts';
import { knownShopper, type ShopperState } from '../shoppers/shopper-state.ts';
import { listFingerprint } from './list-fingerprint.ts';
import { makeList } from './make-list.ts';
import { reasonText } from './reason-text.ts';
import { RECOMMENDATION_META, type RecommendationMeta } from './recommendation-meta.ts';
import type { StrategyParts } from './strategy.ts';

export interface ListsOptions extends StrategyParts {
  readonly steerList: SteerList;
  readonly lists: ResultListStore;
  readonly scopes: (context: DiscoveryContext) => RequestScope;
  readonly newListId: () => ListId;
  readonly served: Pick<ServedListQueue, 'add'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/** One request on its way to a page. */
interface Task {
  readonly list: CheckedList;
  readonly fingerprint: string;
  readonly cursor: Cursor | null;
  readonly state: ShopperState;
  readonly steering: ListSteering;
  readonly scope: RequestScope;
  readonly context: DiscoveryContext;
}

type Served = KeptPage<RecommendationMeta> & { readonly rebuilt: boolean };

/** All lists of recommendations: made once, kept for a while, served by the page. */
export function createLists(options: ListsOptions): Discovery['recommend'] {
  const keptLists = createKeptLists({ ...options, codec: RECOMMENDATION_META });

  function keptPage(listId: ListId, offset: number, task: Task) {
    const { fingerprint, list, context } = task;
    return keptLists.page(
      { listId, fingerprint, offset, first: list.first, documents: (ids) => documents(task, ids) },
      context.signal,
    );
  }

  async function newPage(task: Task): Promise<Served> {
    const { list, fingerprint, cursor, state, steering, scope, context } = task;
    const made = await makeList(list, state, context, { ...options, scope, plan: steering.plan });
    const failure = scope.failure();
    if (failure !== null && made.ids.length === 0) throw failure;
    const listId = options.newListId();
    const offset = cursor === null ? 0 : made.ids.indexOf(cursor.productId) + 1 || cursor.position;
    const [page] = await Promise.all([
      readPage<never>(
        { ids: async (from, count) => made.ids.slice(from, from + count), documents: (ids) => documents(task, ids) },
        { offset, first: list.first },
      ),
      keptLists.keep(listId, { fingerprint, shopper: knownShopper(state), askedBy: state.shopper }, made, context.signal),
    ]);
    return { listId, page, total: made.total, meta: made.meta, rebuilt: cursor !== null };
  }

  async function serve(task: Task): Promise<Served> {
    const { cursor, fingerprint } = task;
    const later = cursor === null ? null : await keptPage(cursor.listId, cursor.position, task);
    if (later !== null) return { ...later, rebuilt: false };
    try {
      return await newPage(task);
    } catch (error) {
      const latest = isIndexUnavailable(error) && cursor === null ? keptLists.latest({ fingerprint, shopper: knownShopper(task.state) }) : null;
      const kept = latest === null ? null : await keptPage(latest, 0, task);
      if (kept === null || kept.page.items.length === 0) throw error;
      return { ...kept, rebuilt: false };
    }
  }

  return async (request, context): Promise<RecommendationList> => {
    const list = checkRecommendRequest(request);
    context.signal.throwIfAborted();
    const fingerprint = listFingerprint(list, context.identity);
    const cursor = list.after === null ? null : decodeCursor(list.after);
    if (cursor !== null && cursor.fingerprint !== fingerprint) throw cursorOfAnotherList();
    const scope = options.scopes(context);
    const state = await scope.state();
    const steering = await options.steerList(list, state, context.signal);
    const task: Task = { list, fingerprint, cursor, state, steering, scope, context };
    const served = await serve(task);
    options.served.add(
      servedPage({
        listId: served.listId,
        kind: list.strategy,
        query: null,
        shopper: task.state.shopper,
        modelVersion: served.meta.modelVersion,
        atMs: options.now(),
        total: served.total,
        items: served.page.items,
        features: null,
      }),
    );
    return {
      id: served.listId,
      hits: await toHits(served, task),
      hasNextPage: served.page.more,
      hasPreviousPage: cursor !== null,
      degradations: [
        ...(served.rebuilt ? [LIST_EXPIRED] : []),
        ...(scope.failure() === null ? [] : [LIST_FROM_MEMORY]),
        ...steering.degradations,
        ...served.meta.degradations,
      ],
    };
  };
}

/** The hits of a page, with the products that led to them. */
async function toHits({ listId, page, meta }: Served, { list, fingerprint, steering, scope }: Task): Promise<readonly RecommendationHit[]> {
  const reasons = page.items.map(({ position }) => meta.reasons[position - 1]!);
  const ids = [...new Set(reasons.flatMap(({ because }) => because))];
  const found = await scope.documents(ids);
  const leads = new Map(found.filter((document) => document !== null).filter((document) => mayStand({ ...steering.plan, only: [] }, document)).map((document) => [document.id, document]));
  return page.items.map(({ document, position }, i) => {
    const because = reasons[i]!.because.flatMap((id) => leads.get(id) ?? []);
    const text = reasonText(reasons[i]!, { strategy: list.strategy, because });
    return {
      cursor: encodeCursor({ listId, position, productId: document.id, fingerprint }),
      position,
      score: scoreOfPosition(position),
      document,
      reason: { code: reasons[i]!.code, text, because },
    };
  });
}

/** What the shopper or a rule has hidden since the list was made is gone from its later pages. */
async function documents({ state, steering, scope }: Task, ids: readonly ProductId[]): Promise<readonly (IndexDocument | null)[]> {
  const found = await scope.documents(ids);
  return found.map((document) => (document === null || state.hidden.has(document.id) || !mayStand(steering.plan, document) ? null : document));
}
