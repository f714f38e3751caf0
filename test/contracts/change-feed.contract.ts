import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productId } from '../../schema/ids.ts';
import type { CatalogStore } from '../../stores/ports/catalog-store.ts';
import type { ChangeFeed, FeedToken, SourceRange } from '../../stores/ports/change-feed.ts';
import { byId, source } from './support/samples.ts';

type Stores = CatalogStore & ChangeFeed & AsyncDisposable;

export interface ChangeFeedContractOptions<S extends Stores> {
  /** A fresh, empty catalog per call, with its feed; its clock is `now`. */
  readonly makeStores: (now: () => number) => Promise<S>;
  /** Makes the feed forget all history up to now. */
  readonly loseHistory: (stores: S) => Promise<void>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Longer than any test may take: what waits so long has not been woken. */
const NEVER_MS = 10 * 60_000;

/** Every `ChangeFeed` adapter must pass this suite unchanged. */
export function describeChangeFeedContract<S extends Stores>(
  adapter: string,
  { makeStores, loseHistory, numRuns = 100 }: ChangeFeedContractOptions<S>,
): void {
  const open = (): Promise<S> => makeStores(() => 1_000);

  describe(`ChangeFeed contract: ${adapter}`, () => {
    it('is empty in a new catalog, and stays where it is', async () => {
      await using feed = await open();
      const { token, version } = await feed.head();
      expect(version).toBe(0n);
      expect(await feed.read(token, 10)).toEqual({ changes: [], token, version: 0n });
      expect((await feed.read(null, 10)).changes).toEqual([]);
    });

    it('tells puts with their records, and deletes, in order', async () => {
      await using feed = await open();
      await feed.putSources([source('a', { n: 1 }), source('b', { n: 2 })]);
      const { version } = await feed.deleteSources([productId('a')]);
      const batch = await feed.read(null, 10);
      const [b] = await feed.sourcesByIds([productId('b')]);
      expect(batch.changes.filter(({ id }) => id === 'b')).toEqual([{ kind: 'put', id: 'b', version: b!.version, source: b }]);
      expect(batch.changes.at(-1)).toEqual({ kind: 'delete', id: 'a', version });
      expect(batch.version).toBe(version);
      expect((await feed.head()).token).toBe(batch.token);
    });

    it('never tells a state under the version of another', async () => {
      await using feed = await open();
      await feed.putSources([source('a', { n: 1 })]);
      await feed.putSources([source('a', { n: 2 })]);
      const puts = (await feed.read(null, 10)).changes.flatMap((change) => (change.kind === 'put' ? [change] : []));
      const [stored] = await feed.sourcesByIds([productId('a')]);
      expect(puts.at(-1)?.source).toEqual(stored);
      for (const { version, source: state } of puts) expect(state.version).toBe(version);
    });

    it('goes on after a token, no more changes at once than asked for', async () => {
      await using feed = await open();
      await feed.putSources(['a', 'b', 'c', 'd', 'e'].map((id) => source(id)));
      const seen: string[] = [];
      let token: FeedToken | null = null;
      for (const expected of [2, 2, 1, 0]) {
        const batch = await feed.read(token, 2);
        expect(batch.changes).toHaveLength(expected);
        seen.push(...batch.changes.map(({ id }) => id));
        token = batch.token;
      }
      expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(token).toBe((await feed.head()).token);
    });

    it('counts what stands after a token, and says since when', async () => {
      let nowMs = 5_000;
      await using feed = await makeStores(() => nowMs);
      expect(await feed.pending(null)).toEqual({ count: 0, oldestAtMs: null });
      await feed.putSources([source('a')]);
      const { token } = await feed.head();
      nowMs = 6_000;
      await feed.putSources([source('b')]);
      nowMs = 7_000;
      await feed.putSources([source('c')]);
      expect(await feed.pending(null)).toEqual({ count: 3, oldestAtMs: 5_000 });
      expect(await feed.pending(token)).toEqual({ count: 2, oldestAtMs: 6_000 });
      expect(await feed.pending((await feed.head()).token)).toEqual({ count: 0, oldestAtMs: null });
    });

    it('wakes who waits at the head when a record is put, deleted or replayed', async () => {
      await using feed = await open();
      await feed.putSources([source('a')]);
      for (const write of [
        () => feed.putSources([source('b')]),
        () => feed.replay([productId('b')]),
        () => feed.deleteSources([productId('b')]),
      ]) {
        const { token } = await feed.head();
        const waiting = feed.waitForChange(token, NEVER_MS);
        await write();
        await expect(waiting).resolves.toBeUndefined();
        expect((await feed.read(token, 10)).changes).toHaveLength(1);
      }
    });

    it('does not wait where something stands after the token already', async () => {
      await using feed = await open();
      await feed.putSources([source('a')]);
      await expect(feed.waitForChange(null, NEVER_MS)).resolves.toBeUndefined();
    });

    it('ends the waiting after the time given, and when aborted, without an error', async () => {
      await using feed = await open();
      const { token } = await feed.head();
      await expect(feed.waitForChange(token, 1)).resolves.toBeUndefined();
      await expect(feed.waitForChange(token, NEVER_MS, AbortSignal.abort())).resolves.toBeUndefined();
      const controller = new AbortController();
      const waiting = feed.waitForChange(token, NEVER_MS, controller.signal);
      controller.abort();
      await expect(waiting).resolves.toBeUndefined();
    });

    it('scans the sources by id, page by page', async () => {
      await using feed = await open();
      const ids = ['b', 'a', 'd', 'c', 'B', '10', '9'];
      await feed.putSources(ids.map((id) => source(id)));
      const stored = (await feed.sourcesByIds(ids.map(productId))).toSorted(byId);
      expect(await feed.scanSources(null, 100)).toEqual(stored);
      const first = await feed.scanSources(null, 3);
      expect([...first, ...(await feed.scanSources(first.at(-1)!.id, 100))]).toEqual(stored);
      expect(await feed.scanSources(stored.at(-1)!.id, 3)).toEqual([]);
    });

    it('cuts the sources into ranges that hold each of them once, whatever comes and goes meanwhile', async () => {
      await using feed = await open();
      const ids = ['b', 'a', 'd', 'c', 'B', '10', '9', '手机'];
      await feed.putSources(ids.map((id) => source(id)));
      const stored = (await feed.scanSources(null, 100)).map(({ id }) => id);
      const ranges = [await feed.rangeAfter(null, 3)];
      while (ranges.at(-1)!.upTo !== null) ranges.push(await feed.rangeAfter(ranges.at(-1)!.upTo, 3));
      expect(ranges).toEqual([{ after: null, upTo: stored[2] }, { after: stored[2], upTo: stored[5] }, { after: stored[5], upTo: null }]);
      const idsOf = async (range: SourceRange): Promise<readonly string[]> => {
        const first = await feed.scanRange(range, 2);
        const rest = first.length < 2 ? [] : await feed.scanRange({ ...range, after: first[1]!.id }, 2);
        return [...first, ...rest].map(({ id }) => id);
      };
      expect(await Promise.all(ranges.map(idsOf))).toEqual([stored.slice(0, 3), stored.slice(3, 6), stored.slice(6)]);
      expect(await feed.scanRange({ after: stored[2]!, upTo: stored[2]! }, 10)).toEqual([]);
      await feed.deleteSources([stored[2]!, stored[5]!]);
      expect((await Promise.all(ranges.map(idsOf))).flat()).toEqual(stored.filter((_, place) => place !== 2 && place !== 5));
      expect(await feed.rangeAfter(stored.at(-1)!, 1)).toEqual({ after: stored.at(-1), upTo: null });
      await feed.deleteSources(stored);
      expect(await feed.scanRange(await feed.rangeAfter(null, 3), 10)).toEqual([]);
    });

    it('replays records unchanged under new versions, and ignores absent ids', async () => {
      let nowMs = 1;
      await using feed = await makeStores(() => nowMs);
      await feed.putSources([source('a', { n: 1 }), source('b')]);
      const [before] = await feed.sourcesByIds([productId('a')]);
      const { token } = await feed.head();
      nowMs = 2;
      const version = await feed.replay(['a', 'absent'].map(productId));
      expect(version).toBeGreaterThan(before!.version);
      const replayed = { ...before, version };
      expect(await feed.sourcesByIds([productId('a')])).toEqual([replayed]);
      expect((await feed.read(token, 10)).changes).toEqual([{ kind: 'put', id: 'a', version, source: replayed }]);
      expect(await feed.replay([productId('absent')])).toBe(version);
    });

    it('rejects a token that no feed issues', async () => {
      await using feed = await open();
      for (const token of ['made up', '', '-1', '1.5', '1e3', ' 1', '0x10'] as FeedToken[]) {
        for (const call of [() => feed.read(token, 1), () => feed.pending(token), () => feed.waitForChange(token, 1)]) {
          await expect(call()).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
        }
      }
    });

    it('says that history is lost to whom it is, and serves everyone else', async () => {
      await using feed = await open();
      await feed.putSources([source('a'), source('b')]);
      const { token: old } = await feed.read(null, 1);
      await feed.putSources([source('c')]);
      const { token: head } = await feed.head();
      await loseHistory(feed);
      for (const token of [null, old]) {
        await expect(feed.read(token, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
        await expect(feed.pending(token)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
      }
      await feed.putSources([source('d')]);
      expect((await feed.read(head, 10)).changes.map(({ id }) => id)).toEqual(['d']);
      expect(await feed.scanSources(null, 10)).toHaveLength(4);
    });

    it('rejects with the reason of an aborted signal', async () => {
      await using feed = await open();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => feed.head(signal),
        () => feed.read(null, 1, signal),
        () => feed.pending(null, signal),
        () => feed.scanSources(null, 1, signal),
        () => feed.replay([productId('a')], signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
    });

    it('brings a reader to the state of the catalog from any token ever kept', async () => {
      const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
      const step = fc.oneof(
        fc.record({ put: ids, value: fc.nat(9) }),
        fc.record({ delete: ids }),
        fc.record({ replay: ids }),
        fc.record({ reader: fc.nat(), limit: fc.integer({ min: 1, max: 3 }) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
          await using feed = await open();
          const readers: Reader[] = [{ token: null, state: new Map() }];
          for (const given of steps) {
            if ('put' in given) await feed.putSources(given.put.map((id) => source(id, { value: given.value })));
            else if ('delete' in given) await feed.deleteSources(given.delete.map(productId));
            else if ('replay' in given) await feed.replay(given.replay.map(productId));
            else readers.push(await readOn(feed, readers[given.reader % readers.length]!, given.limit));
          }
          const catalog = new Map((await feed.scanSources(null, 100)).map((stored) => [stored.id as string, stored]));
          const head = await feed.head();
          for (const kept of readers) {
            let reader = kept;
            while (reader.token !== head.token) reader = await readOn(feed, reader, limit);
            expect(reader.state).toEqual(catalog);
          }
        }),
        { numRuns },
      );
    });
  });
}

interface Reader {
  readonly token: FeedToken | null;
  readonly state: ReadonlyMap<string, unknown>;
}

/** Applies one batch to a copy of the reader's state, and checks that the batch is in order. */
async function readOn(feed: ChangeFeed, { token, state }: Reader, limit: number): Promise<Reader> {
  const batch = await feed.read(token, limit);
  const versions = batch.changes.map(({ version }) => version);
  expect(batch.changes.length).toBeLessThanOrEqual(limit);
  expect(versions).toEqual(versions.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(batch.version).toBeGreaterThanOrEqual(versions.at(-1) ?? 0n);
  const next = new Map(state);
  for (const change of batch.changes) {
    if (change.kind === 'put') next.set(change.id, change.source);
    else next.delete(change.id);
  }
  return { token: batch.token, state: next };
}
