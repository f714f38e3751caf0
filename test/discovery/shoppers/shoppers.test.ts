import * as fc from 'fast-check';
import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { createShoppers, NOBODY, type ShoppersOptions } from '../../../discovery/index.ts';
import { AppError } from '../../../schema/errors.ts';
import { ANONYMOUS, type Identity } from '../../../schema/identity.ts';
import { createUserStateCache, openEmbeddedUsers } from '../../../stores/embedded/index.ts';
import type { Users } from '../../../stores/ports/users.ts';
import type { UserStateCache } from '../../../stores/ports/user-state-cache.ts';
import { event, SAM, someEvents, VISITOR } from '../../contracts/support/shopper-samples.ts';

const NOW = 1_000_000;
const sam: Identity = { role: 'SHOPPER', userId: 'sam', visitorId: 'v1' };
const { signal } = new AbortController();
const away = (): Promise<never> => Promise.reject(new AppError('USER_STORE_UNAVAILABLE', 'away'));
const cacheAway = (): Promise<never> => Promise.reject(new AppError('CACHE_UNAVAILABLE', 'away'));

describe('the state of a shopper', () => {
  let users: Users;
  let cache: UserStateCache;
  let warnings: string[];
  const open = (change: Partial<ShoppersOptions> = {}) =>
    createShoppers({ events: users, profiles: users, cache, now: () => NOW, log: { warn: (_facts, message) => void warnings.push(message) }, ...change });

  beforeEach(async () => {
    users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => NOW });
    cache = createUserStateCache({ now: () => NOW, maxShoppers: 10 });
    warnings = [];
  });
  afterEach(() => users[Symbol.asyncDispose]());

  it('is what the store has: the user once signed in, else the visitor', async () => {
    await users.record(SAM, [event('e1', { type: 'HIDE' }), event('e2', { type: 'PURCHASE' })]);
    await users.record(VISITOR, [event('e3')]);
    const state = await open().stateOf(sam, signal);
    expect(state).toMatchObject({ shopper: SAM, sequence: [{ type: 'HIDE' }, { type: 'PURCHASE' }], degradations: [] });
    expect([state.hidden, state.purchased]).toEqual([new Set(['p1']), new Set(['p1'])]);
    expect(await open().stateOf({ role: 'ANONYMOUS', userId: null, visitorId: 'v1' }, signal)).toMatchObject({ shopper: VISITOR, sequence: [{ type: 'VIEW' }] });
  });

  it('is nobody’s for one without an id, with personalisation off, and empty after erasure', async () => {
    await users.record(SAM, [event('e1')]);
    expect(await open().stateOf(ANONYMOUS, signal)).toEqual(NOBODY);
    await users.updateProfile(SAM, { personalization: false });
    expect(await open().stateOf(sam, signal)).toEqual(NOBODY);
    await users.updateProfile(SAM, { personalization: true });
    expect((await open().stateOf(sam, signal)).sequence).toHaveLength(1);
    await users.eraseShopper(SAM);
    expect(await open().stateOf(sam, signal)).toEqual({ ...NOBODY, shopper: SAM });
  });

  it('comes from the cache while nothing has changed', async () => {
    await users.record(SAM, [event('e1')]);
    let reads = 0;
    const shoppers = open({ events: { ...users, sequence: (...args) => ((reads += 1), users.sequence(...args)) } });
    const first = await shoppers.stateOf(sam, signal);
    expect(await shoppers.stateOf(sam, signal)).toEqual(first);
    expect(reads).toBe(1);
    await users.record(SAM, [event('e2')]);
    expect((await shoppers.stateOf(sam, signal)).sequence).toHaveLength(2);
    expect(reads).toBe(2);
  });

  it('holds every event recorded before, whatever happens to the cache', async () => {
    const step = fc.oneof(
      someEvents.map((events) => ({ kind: 'record' as const, events: events.map((one) => ({ ...one, shopper: SAM })) })),
      fc.constantFrom('forget', 'fail', 'merge', 'erase').map((kind) => ({ kind })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await using users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => NOW });
        const cache = createUserStateCache({ now: () => NOW, maxShoppers: 10 });
        let failing = false;
        const shoppers = open({
          events: users,
          profiles: users,
          cache: {
            state: (...args) => (failing ? cacheAway() : cache.state(...args)),
            putSequence: (...args) => (failing ? cacheAway() : cache.putSequence(...args)),
          },
        });
        await users.record(VISITOR, [event('of the visitor', { type: 'HIDE' })]);
        for (const next of steps) {
          if (next.kind === 'record') await users.record(SAM, next.events);
          else if (next.kind === 'merge') await users.mergeVisitor(VISITOR, SAM);
          else if (next.kind === 'erase') await users.eraseShopper(SAM);
          else if (next.kind === 'forget') await cache.forget(SAM);
          else failing = !failing;
          const { position, events, hidden, purchased } = await users.sequence(SAM);
          expect(await shoppers.stateOf(sam, signal)).toEqual({
            shopper: SAM, position, sequence: events, hidden: new Set(hidden), purchased: new Set(purchased), embeddings: new Map(), degradations: [],
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is read from the store, and no worse, where the cache is away or hangs', async () => {
    await users.record(SAM, [event('e1')]);
    const expected = await open().stateOf(sam, signal);
    const hangs = (): Promise<never> => new Promise(() => undefined);
    for (const fails of [cacheAway, hangs]) {
      const shoppers = open({ cache: { state: fails, putSequence: fails }, guard: { deadlineMs: 5, failures: 2, coolDownMs: 1_000 } });
      expect(await shoppers.stateOf(sam, signal)).toEqual(expected);
    }
  });

  it('is nobody’s, and says so, where the store is away', async () => {
    for (const part of [{ events: { ...users, position: away } }, { profiles: { profile: away } }]) {
      const state = await open(part).stateOf(sam, signal);
      expect(state).toMatchObject({ shopper: null, sequence: [], degradations: [{ component: 'USER_STORE' }] });
    }
    expect(warnings).toHaveLength(2);
  });

  it('costs a store that hangs its deadline once', async () => {
    let calls = 0;
    let clock = NOW;
    const profile = () => ((calls += 1), new Promise<never>(() => undefined));
    const shoppers = open({ profiles: { profile }, events: { ...users, position: profile }, now: () => clock, guard: { deadlineMs: 5, failures: 5, coolDownMs: 1_000 } });
    await shoppers.stateOf(sam, signal);
    const after = calls;
    for (let i = 0; i < 3; i += 1) expect((await shoppers.stateOf(sam, signal)).degradations).toHaveLength(1);
    expect(calls).toBe(after);
    clock += 1_000;
    await shoppers.stateOf(sam, signal);
    expect(calls).toBe(after + 1);
  });

  it('rejects with the reason of an aborted signal, before and meanwhile', async () => {
    const reason = new Error('gone');
    await expect(open().stateOf(sam, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const state = open({ profiles: { profile: () => new Promise(() => undefined) } }).stateOf(sam, controller.signal);
    controller.abort(reason);
    await expect(state).rejects.toBe(reason);
  });
});
