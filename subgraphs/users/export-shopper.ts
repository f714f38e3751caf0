import { createGuard, GUARD_DEFAULTS } from '../../discovery/index.ts';
import type { ModelVersion, ShopperId } from '../../schema/ids.ts';
import type { LoggedEvent } from '../../stores/ports/event-store.ts';
import type { Profile } from '../../stores/ports/profile-store.ts';
import type { LoggedList, ServedList } from '../../stores/ports/served-list-log.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import type { UsersDeps } from './users-deps.ts';

/** All that is stored about a shopper, ready for JSON; instants are RFC 3339, prices in minor units. */
export interface ShopperExport {
  readonly exportedAt: string;
  readonly preferences: Profile;
  /** Visitors merged into the shopper. */
  readonly visitors: readonly ShopperId[];
  /** In the order recorded. */
  readonly events: readonly (Omit<ShopperEvent, 'atMs'> & { readonly at: string })[];
  /** In the order served. */
  readonly servedLists: readonly (Omit<ServedList, 'atMs'> & { readonly at: string })[];
  /** Those at hand, computed from the events; null where the cache that has them does not answer. */
  readonly embeddings: readonly { readonly model: ModelVersion; readonly vector: readonly number[] }[] | null;
}

export interface ExportOptions extends Pick<UsersDeps, 'events' | 'profiles' | 'served' | 'records' | 'cache' | 'cacheGuard' | 'now' | 'log'> {
  readonly signal: AbortSignal;
}

/** Rows read at once; other requests go between two. */
const PAGE = 1_000;

export async function exportShopper(
  shopper: ShopperId,
  { events, profiles, served, records, now, signal, ...options }: ExportOptions,
): Promise<ShopperExport> {
  const exported = {
    exportedAt: new Date(now()).toISOString(),
    preferences: await profiles.profile(shopper, signal),
    visitors: await records.visitorsOf(shopper, signal),
    events: [] as ShopperExport['events'][number][],
    servedLists: [] as ShopperExport['servedLists'][number][],
    embeddings: await embeddingsOf(shopper, { now, signal, ...options }),
  };
  const eventPages = pages<LoggedEvent>((after) => events.eventsOf(shopper, after, PAGE, signal));
  for await (const { event: { atMs, ...event } } of eventPages) exported.events.push({ ...event, at: new Date(atMs).toISOString() });
  const listPages = pages<LoggedList>((after) => served.servedTo(shopper, after, PAGE, signal));
  for await (const { list: { atMs, ...list } } of listPages) exported.servedLists.push({ ...list, at: new Date(atMs).toISOString() });
  return exported;
}

/** The rest of an export does not wait for a cache. */
async function embeddingsOf(
  shopper: ShopperId,
  { cache, cacheGuard = GUARD_DEFAULTS, now, log, signal }: Pick<ExportOptions, 'cache' | 'cacheGuard' | 'now' | 'log' | 'signal'>,
): Promise<ShopperExport['embeddings']> {
  const ask = createGuard({ ...cacheGuard, now, unavailable: 'CACHE_UNAVAILABLE' });
  try {
    const { embeddings } = await ask((until) => cache.state(shopper, until), signal);
    return Array.from(embeddings, ([model, { vector }]) => ({ model, vector: [...vector] }));
  } catch (error) {
    signal.throwIfAborted();
    log.error({ err: error }, 'The cache did not answer; an export is made without embeddings.');
    return null;
  }
}

/** All rows, page by page. */
async function* pages<T extends { readonly place: bigint }>(read: (after: bigint | null) => Promise<readonly T[]>): AsyncGenerator<T> {
  let after: bigint | null = null;
  for (;;) {
    const page: readonly T[] = await read(after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.place;
  }
}
