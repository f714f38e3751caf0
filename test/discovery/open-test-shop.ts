import { createDiscovery, createLexicalOrder, createShoppers } from '../../discovery/index.ts';
import type { Discovery, DiscoveryContext, DiscoveryOptions, SearchRequest } from '../../discovery/index.ts';
import { ANONYMOUS } from '../../schema/identity.ts';
import { categoryId, changeVersion, groupId, listId, productId } from '../../schema/ids.ts';
import { createResultLists, createUserStateCache, type EmbeddedUsers, openEmbeddedSearchIndex, openEmbeddedUsers } from '../../stores/embedded/index.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { Product } from '../../stores/ports/product.ts';
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
  /** Events and choices of the shoppers. */
  readonly users: EmbeddedUsers;
  readonly warnings: readonly string[];
  /** Milliseconds to add to the clock. */
  advance(ms: number): void;
  put(...products: readonly TestProduct[]): Promise<void>;
  remove(...ids: readonly string[]): Promise<void>;
}

/** `over` puts a failing or counting part in front of the real one. */
export interface TestShopOptions {
  readonly over?: (parts: Pick<DiscoveryOptions, 'index' | 'lists' | 'reranker' | 'shoppers'>) => Partial<DiscoveryOptions>;
}

/** Discovery over the embedded index and list store, in memory. */
export async function openTestShop(products: readonly TestProduct[], { over }: TestShopOptions = {}): Promise<TestShop> {
  await using opened = new AsyncDisposableStack();
  let nowMs = 1_700_000_000_000;
  let version = 0n;
  let lastList = 0;
  const warnings: string[] = [];
  const now = (): number => nowMs;
  const log = { debug: noop, info: noop, error: noop, warn: (_facts: unknown, message: string) => void warnings.push(message) };
  const index = opened.use(await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now, log }));
  const lists = createResultLists({ now, maxIds: 100_000 });
  const users = opened.use(await openEmbeddedUsers({ dataDir: ':memory:', now }));
  const shoppers = createShoppers({ events: users, profiles: users, cache: createUserStateCache({ now, maxShoppers: 100 }), now, log });
  const parts = { index, lists, reranker: createLexicalOrder(), shoppers };
  const discovery = createDiscovery({
    ...parts,
    now,
    newListId: () => listId(`list-${++lastList}`),
    log,
    ...over?.(parts),
  });
  const write = (operations: readonly IndexOperation[]): Promise<void> => index.write(operations, null);
  const put = (...put: readonly TestProduct[]): Promise<void> =>
    write(put.map((product) => ({ kind: 'put', document: documentOf(product, ++version) })));
  await put(...products);
  const resources = opened.move();
  return {
    discovery,
    index,
    lists,
    users,
    warnings,
    advance: (ms) => void (nowMs += ms),
    put,
    remove: (...ids) =>
      write(ids.map((id) => ({ kind: 'delete', id: productId(id), version: changeVersion(++version) }))),
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
