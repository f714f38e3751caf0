import type { ProductId } from '../../schema/ids.ts';
import type { CleanedProduct } from '../../stores/ports/catalog-store.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { ScannedEntry } from '../../stores/ports/search-index.ts';
import { compareIds } from './compare-ids.ts';
import type { IndexerStores } from './indexer-options.ts';

/**
 * `missing`: in the catalog, not in the index. `stale`: in both, of different versions. `corrupt`: unreadable, or its
 * content is not the catalog's. `left-over`: in the index, not in the catalog. `uncleaned`: a record that is neither a
 * product nor in quarantine.
 */
export type DifferenceKind = 'missing' | 'stale' | 'corrupt' | 'left-over' | 'uncleaned';

export interface Difference {
  readonly id: ProductId;
  readonly kind: DifferenceKind;
  /** What was expected and what was found. */
  readonly detail: string;
}

export interface VerifyOptions {
  /** Called for each difference, in no particular order. */
  readonly onDifference?: (difference: Difference) => void;
  readonly onProgress?: (progress: { readonly checked: number }) => void;
  readonly signal?: AbortSignal;
}

export interface VerifyReport {
  /** Ids looked at, in catalog or index. */
  readonly checked: number;
  readonly differences: readonly Difference[];
}

const PAGE = 500;

/** Runs work while no change is being applied. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Compares the index, as it reads from its own durable form, with the catalog, entry by entry. What seems to differ is
 * looked at a second time while no change is under way, so that writes going on meanwhile are not taken for faults.
 */
export async function verify(stores: IndexerStores, exclusively: Exclusively, options: VerifyOptions): Promise<VerifyReport> {
  const { onDifference, onProgress, signal } = options;
  const differences: Difference[] = [];
  let checked = 0;
  const settle = async (suspects: readonly ProductId[]): Promise<void> => {
    if (suspects.length === 0) return;
    for (const difference of await exclusively(() => examine(suspects, stores, signal))) {
      differences.push(difference);
      onDifference?.(difference);
    }
  };
  const counted = (count: number): void => {
    checked += count;
    onProgress?.({ checked });
  };
  for await (const ids of suspectPages(stores, counted, signal)) await settle(ids);
  for await (const ids of uncleanedPages(stores, signal)) await settle(ids);
  return { checked, differences };
}

/** Pages of ids that differ between index and cleaned products at a first look. */
async function* suspectPages(
  { index, products }: IndexerStores,
  counted: (count: number) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly ProductId[]> {
  const entries = pagesOf((after) => index.scan(after, PAGE, signal), ({ id }) => id);
  const expected = pagesOf((after) => products.scanProducts(after, PAGE, signal), ({ product }) => product.id);
  let suspects: ProductId[] = [];
  let count = 0;
  let entry = await entries.next();
  let product = await expected.next();
  while (!entry.done || !product.done) {
    const order = entry.done ? 1 : product.done ? -1 : compareIds(entry.value.id, product.value.product.id);
    if (order < 0) suspects.push(entry.value!.id);
    else if (order > 0) suspects.push(product.value!.product.id);
    else if (compare(product.value!, entry.value!) !== null) suspects.push(entry.value!.id);
    if (order <= 0) entry = await entries.next();
    if (order >= 0) product = await expected.next();
    count += 1;
    if (count % PAGE === 0) {
      counted(PAGE);
      yield suspects;
      suspects = [];
    }
  }
  counted(count % PAGE);
  yield suspects;
}

/** Pages of ids of records that have become neither a product nor a quarantined record of their version. */
async function* uncleanedPages({ feed, products, quarantine }: IndexerStores, signal: AbortSignal | undefined): AsyncGenerator<readonly ProductId[]> {
  let after: ProductId | null = null;
  for (;;) {
    const sources = await feed.scanSources(after, PAGE, signal);
    const ids = sources.map(({ id }) => id);
    const versions = new Map<string, bigint>();
    for (const { product, version } of await products.productsByIds(ids, signal)) versions.set(product.id, version);
    for (const { id, version } of await quarantine.quarantinedByIds(ids, signal)) {
      if (version > (versions.get(id) ?? -1n)) versions.set(id, version);
    }
    yield sources.filter(({ id, version }) => (versions.get(id) ?? -1n) < version).map(({ id }) => id);
    if (sources.length < PAGE) return;
    after = ids.at(-1)!;
  }
}

/** The differences of some ids, for certain: nothing is being written now. */
async function examine(ids: readonly ProductId[], stores: IndexerStores, signal: AbortSignal | undefined): Promise<Difference[]> {
  const { feed, catalog, index, products, quarantine } = stores;
  // First of all: where another process follows, what is read after it can only be further on, which `inFlight` allows for.
  const { checkpoint } = await index.status(signal);
  const entries = new Map((await index.entriesByIds(ids, signal)).map((entry) => [entry.id, entry]));
  const expected = new Map((await products.productsByIds(ids, signal)).map((cleaned) => [cleaned.product.id, cleaned]));
  const sources = new Map((await catalog.sourcesByIds(ids, signal)).map((source) => [source.id, source]));
  const refused = new Map((await quarantine.quarantinedByIds(ids, signal)).map((record) => [record.id, record]));
  const head = await feed.head(signal);
  const differences: Difference[] = [];
  for (const id of ids) {
    const source = sources.get(id);
    const product = expected.get(id);
    const indexedTo = checkpoint?.version ?? 0n;
    // Version 0: nobody knows when another tool wrote it.
    const inFlight = indexedTo < head.version && (source === undefined || source.version > indexedTo || source.version === 0n);
    if (inFlight) continue;
    const cleanedTo = product?.version ?? -1n;
    const refusedTo = refused.get(id)?.version ?? -1n;
    if (source !== undefined && cleanedTo < source.version && refusedTo < source.version) {
      differences.push({ id, kind: 'uncleaned', detail: `The record of version ${source.version} is neither a product nor in quarantine.` });
      continue;
    }
    const found = entries.get(id);
    if (product === undefined && found !== undefined) {
      differences.push({ id, kind: 'left-over', detail: 'The index holds a product that the catalog does not have.' });
    } else if (product !== undefined && found === undefined) {
      differences.push({ id, kind: 'missing', detail: `The index lacks the product of version ${product.version}.` });
    } else if (product !== undefined && found !== undefined) {
      const difference = compare(product, found);
      if (difference !== null) differences.push(difference);
    }
  }
  return differences;
}

function compare({ version, product }: CleanedProduct, entry: ScannedEntry): Difference | null {
  const { id } = product;
  if (entry.kind === 'corrupt') return { id, kind: 'corrupt', detail: `The entry cannot be read: ${entry.detail}` };
  if (entry.version !== version) return { id, kind: 'stale', detail: `Expected version ${version}, the index holds ${entry.version}.` };
  const checksum = checksumOf(product);
  if (entry.checksum === checksum && entry.actualChecksum === checksum) return null;
  return { id, kind: 'corrupt', detail: `Expected checksum ${checksum}, the entry says ${entry.checksum} and has ${entry.actualChecksum}.` };
}

/** All of a scan by pages, in its order. */
async function* pagesOf<T>(read: (after: ProductId | null) => Promise<readonly T[]>, idOf: (item: T) => ProductId): AsyncGenerator<T, undefined> {
  let after: ProductId | null = null;
  for (;;) {
    const page: readonly T[] = await read(after);
    yield* page;
    if (page.length < PAGE) return undefined;
    after = idOf(page.at(-1)!);
  }
}
