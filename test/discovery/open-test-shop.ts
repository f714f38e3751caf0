import { createBehaviour, createDiscovery, createLexicalOrder, createMerchandising, createServedListQueue, createShoppers, followRules, NO_TASTE } from '../../discovery/index.ts';
import type { Behaviour, Discovery, DiscoveryContext, DiscoveryOptions, Merchandising, RuleInput, SearchRequest, ServedListQueue } from '../../discovery/index.ts';
import { ANONYMOUS } from '../../schema/identity.ts';
import { categoryId, changeVersion, eventId, groupId, listId, productId, shopperId } from '../../schema/ids.ts';
import { createResultLists, createUserStateCache, type EmbeddedMerchandising, openEmbeddedMerchandising, openEmbeddedSearchIndex, openEmbeddedUsers } from '../../stores/embedded/index.ts';
import type { Users } from '../../stores/ports/users.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import { EVENT_BATCH_MAX } from '../../stores/ports/event-store.ts';
import type { Rule } from '../../stores/ports/rule.ts';
import type { Product } from '../../stores/ports/product.ts';
import type { EventType } from '../../stores/ports/shopper-event.ts';
import type { ResultListStore } from '../../stores/ports/result-list-store.ts';
import type { IndexOperation, SearchIndex, SearchIndexWriter } from '../../stores/ports/search-index.ts';

/** What a test says of a product; the rest is filled in. `category` is a path of names. */
export interface TestProduct {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly brand?: string;
  readonly category?: readonly string[];
  readonly price?: number;
  readonly availability?: Product['availability'];
  readonly rating?: number;
  readonly group?: string;
  readonly attributes?: Product['attributes'];
}

export interface TestShop extends AsyncDisposable {
  readonly discovery: Discovery;
  readonly index: SearchIndex & SearchIndexWriter;
  readonly lists: ResultListStore;
  readonly merchandising: Merchandising;
  readonly rulesStore: EmbeddedMerchandising;
  /** Writes a rule and resolves when searches follow it; without a condition it always holds. */
  addRule(rule: Partial<RuleInput> & Pick<RuleInput, 'actions'>): Promise<Rule>;
  readonly users: Users;
  readonly behaviour: Behaviour;
  readonly served: ServedListQueue;
  readonly warnings: readonly string[];
  /** Milliseconds to add to the clock. */
  advance(ms: number): void;
  put(...products: readonly TestProduct[]): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
  /** Records events of shoppers, each a second after the one before, now being the last; resolves when they are counted. */
  record(...events: readonly TestEvent[]): Promise<void>;
}

/** Who did what to which product, and how many days ago (0). */
export type TestEvent = readonly [userId: string, type: EventType, product: string, daysAgo?: number];

/** `over` puts a failing or counting part in front of the real one. */
export interface TestShopOptions {
  readonly over?: (parts: Pick<DiscoveryOptions, 'index' | 'lists' | 'reranker' | 'shoppers' | 'behaviour'>) => Partial<DiscoveryOptions>;
}

/** Discovery over the embedded index and list store, in memory. */
export async function openTestShop(products: readonly TestProduct[], { over }: TestShopOptions = {}): Promise<TestShop> {
  await using opened = new AsyncDisposableStack();
  let nowMs = 1_700_000_000_000;
  let version = 0n;
  let lastList = 0;
  let lastRule = 0;
  const warnings: string[] = [];
  const now = (): number => nowMs;
  const log = { debug: noop, info: noop, error: noop, warn: (_facts: unknown, message: string) => void warnings.push(message) };
  const index = opened.use(await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now, log }));
  const lists = createResultLists({ now, maxIds: 100_000 });
  const users = opened.use(await openEmbeddedUsers({ dataDir: ':memory:', now }));
  const cache = createUserStateCache({ now, maxShoppers: 100 });
  const shoppers = createShoppers({ events: users, profiles: users, cache, now, log });
  const behaviour = opened.use(createBehaviour({ events: users, index, log }));
  const served = opened.use(createServedListQueue({ served: users, log }));
  const rules = opened.use(await openEmbeddedMerchandising({ dataDir: ':memory:', now }));
  const live = opened.use(followRules({ store: rules, log }));
  const merchandising = createMerchandising({ store: rules, live, index, now, newId: () => `rule-${++lastRule}` });
  const parts = { index, lists, reranker: createLexicalOrder(), shoppers, behaviour, taste: NO_TASTE, served };
  const discovery = createDiscovery({
    ...parts,
    rules: live,
    encoder: null,
    now,
    newListId: () => listId(`list-${++lastList}`),
    log,
    ...over?.(parts),
  });
  const write = (operations: readonly IndexOperation[]): Promise<void> => index.write(operations, null);
  const put = (...put: readonly TestProduct[]): Promise<void> =>
    write(put.map((product) => ({ kind: 'put', document: documentOf(product, ++version) })));
  await put(...products);
  behaviour.start();
  let lastEvent = 0;
  const resources = opened.move();
  return {
    discovery,
    index,
    lists,
    merchandising,
    rulesStore: rules,
    async addRule(rule) {
      const { value, userErrors } = await merchandising.createRule({ name: 'A rule', condition: {}, ...rule }, 'mia', new AbortController().signal);
      if (value === null) throw new Error(JSON.stringify(userErrors));
      return value;
    },
    users,
    behaviour,
    served,
    warnings,
    advance: (ms) => void (nowMs += ms),
    put,
    remove: (...ids) =>
      write(ids.map((id) => ({ kind: 'delete', id: productId(id), version: changeVersion(++version) }))),
    async record(...events) {
      const history = events.map(([userId, type, product, daysAgo = 0], i) => ({
        id: eventId(`event-${++lastEvent}`),
        shopper: shopperId(`user:${userId}`),
        type,
        productId: productId(product),
        atMs: nowMs - daysAgo * 86_400_000 - (events.length - i) * 1_000,
        listId: null,
        position: null,
        quantity: null,
        price: null,
      }));
      for (let from = 0; from < history.length; from += EVENT_BATCH_MAX) await users.recordHistory(history.slice(from, from + EVENT_BATCH_MAX));
      await behaviour.caughtUp(new AbortController().signal);
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** The index with some of its methods replaced. */
export function indexOver(index: SearchIndex, methods: Partial<SearchIndex>): SearchIndex {
  return {
    recall: (query, signal) => index.recall(query, signal),
    documentsByIds: (ids, signal) => index.documentsByIds(ids, signal),
    complete: (text, locale, limit, signal) => index.complete(text, locale, limit, signal),
    correctWords: (words, signal) => index.correctWords(words, signal),
    neighbours: (query, signal) => index.neighbours(query, signal),
    featuresByIds: (ids, signal) => index.featuresByIds(ids, signal),
    fieldValues: (field, signal) => index.fieldValues(field, signal),
    ...methods,
  };
}

export const anyone = (): DiscoveryContext => ({ identity: ANONYMOUS, signal: new AbortController().signal });

export const asUser = (userId: string): DiscoveryContext => ({
  identity: { role: 'SHOPPER', userId, visitorId: null },
  signal: new AbortController().signal,
});

export const searchFor = (query: string, changes: Partial<SearchRequest> = {}): SearchRequest => ({
  query,
  filters: [],
  sort: 'RELEVANCE',
  first: 24,
  after: null,
  personalize: true,
  locale: null,
  facets: [],
  ...changes,
});

function documentOf(given: TestProduct, version: bigint) {
  const product: Product = {
    id: productId(given.id),
    title: given.title,
    description: given.description ?? null,
    brand: given.brand ?? null,
    url: null,
    categories: (given.category ?? []).map((name, depth, path) => ({
      id: categoryId(path.slice(0, depth + 1).join('/').toLowerCase().replaceAll(' ', '-')),
      name,
    })),
    price: given.price === undefined ? null : { amount: given.price, currency: 'EUR' },
    listPrice: null,
    availability: given.availability ?? 'IN_STOCK',
    rating: given.rating === undefined ? null : { average: given.rating, count: 10 },
    images: [],
    attributes: given.attributes ?? [],
    gtins: [],
    groupId: given.group === undefined ? null : groupId(given.group),
    releasedAtMs: null,
    updatedAtMs: 1,
  };
  return { id: product.id, version: changeVersion(version), checksum: checksumOf(product), product, embedding: null };
}

function noop(): void {}
