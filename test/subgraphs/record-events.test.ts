import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { shopperId } from '../../schema/ids.ts';
import type { Identity } from '../../schema/identity.ts';
import { plain, run } from './support.ts';
import { NOW, openUsersShop } from './users-shop.ts';

const RECORD = 'mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted duplicates rejected { index code message } } }';
const VISITOR: Identity = { role: 'ANONYMOUS', userId: null, visitorId: 'v1' };
const SHOPPER = shopperId('visitor:v1');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const view = (id: string, more: object = {}) => ({ id, type: 'VIEW', productId: 'p1', at: at(0), ...more });

describe('recordEvents', () => {
  it('stores whole events, and again those of which nothing arrived', async () => {
    await using shop = await openUsersShop();
    const whole = view('e1', { type: 'PURCHASE', listId: 'l1', position: 3, quantity: 2, price: { amount: 1_999, currency: 'EUR' }, at: '2026-02-01T14:00:00+01:00' });
    const first = await run(shop.subgraph, RECORD, { variables: { events: [whole, view('e2')] }, identity: VISITOR });
    expect(plain(first)).toEqual({ data: { recordEvents: { accepted: 2, duplicates: 0, rejected: [] } } });
    const repeat = await run(shop.subgraph, RECORD, { variables: { events: [whole, view('e2'), view('e3'), view('e3')] }, identity: VISITOR });
    expect(plain(repeat).data!['recordEvents']).toEqual({ accepted: 1, duplicates: 3, rejected: [] });
    expect((await shop.users.eventsOf(SHOPPER, null, 10)).map(({ event }) => event)).toMatchObject([
      { id: 'e1', shopper: SHOPPER, type: 'PURCHASE', productId: 'p1', atMs: NOW, listId: 'l1', position: 3, quantity: 2, price: { amount: 1_999, currency: 'EUR' } },
      { id: 'e2', listId: null, position: null, quantity: null, price: null },
      { id: 'e3' },
    ]);
  });

  it.each<[string, object, string, RegExp]>([
    ['from the future', { at: at(5 * MINUTE + 1) }, 'IN_THE_FUTURE', /^at: Expected a time at most 5 minutes ahead of ours, 2026-02-01T13:00:00.000Z, got 2026-02-01T13:05:00.001Z\.$/],
    ['older than 30 days', { at: at(-30 * DAY - 1) }, 'TOO_OLD', /^at: Expected a time at most 30 days before ours.*got 2026-01-02T12:59:59.999Z/],
    ['with a blank id', { id: ' ' }, 'BLANK', /^id: Expected some text/],
    ['with a long id', { id: 'x'.repeat(201) }, 'TOO_LONG', /^id: Expected at most 200 characters, got 201/],
    ['with a control character in its id', { id: 'a\u0000b' }, 'CONTROL_CHARACTER', /^id: .*U\+0000 at 1/],
    ['with a blank product', { productId: '' }, 'BLANK', /^productId: /],
    ['with a long product', { productId: 'x'.repeat(201) }, 'TOO_LONG', /^productId: .*200.*201/],
    ['with a long list', { listId: 'x'.repeat(201) }, 'TOO_LONG', /^listId: /],
    ['at position 0', { position: 0 }, 'OUT_OF_RANGE', /^position: Expected 1 to 10000, got 0/],
    ['at a position beyond any list', { position: 10_001 }, 'OUT_OF_RANGE', /^position: .*10001/],
    ['of no quantity', { quantity: 0 }, 'OUT_OF_RANGE', /^quantity: Expected 1 to 1000000, got 0/],
    ['of a price above any', { price: { amount: 1_000_000_001, currency: 'EUR' } }, 'OUT_OF_RANGE', /^price.amount: Expected at most 1000000000 minor units, got 1000000001/],
    ['of a negative price', { price: { amount: -1, currency: 'EUR' } }, 'NEGATIVE', /^price.amount: Expected at least 0 minor units, got -1/],
    ['in no currency', { price: { amount: 1, currency: 'XQQ' } }, 'CURRENCY_UNKNOWN', /^price.currency: .*"XQQ"/],
  ])('rejects one %s by name, and counts the others', async (_what, wrong, code, message) => {
    await using shop = await openUsersShop();
    const events = [view('good'), view('bad', wrong), view('good too', { at: at(5 * MINUTE) }), view('also', { at: at(-30 * DAY) })];
    const { data } = plain(await run(shop.subgraph, RECORD, { variables: { events }, identity: VISITOR }));
    expect(data!['recordEvents']).toEqual({ accepted: 3, duplicates: 0, rejected: [{ index: 1, code, message: expect.stringMatching(message) }] });
    expect((await shop.users.eventsOf(SHOPPER, null, 10)).map(({ event: { id } }) => id)).toEqual(['good', 'good too', 'also']);
  });

  it('tells all that is wrong with an event at once', async () => {
    await using shop = await openUsersShop();
    const { data } = plain(await run(shop.subgraph, RECORD, { variables: { events: [view('', { position: 0, quantity: -1 })] }, identity: VISITOR }));
    expect(data!['recordEvents']).toMatchObject({ accepted: 0, rejected: [{ code: 'BLANK', message: expect.stringMatching(/id: .*position: .*quantity: /) }] });
  });

  it('takes 500 and refuses more, naming the argument', async () => {
    await using shop = await openUsersShop();
    const events = Array.from({ length: 501 }, (_, i) => view(`e${i}`));
    const refused = plain(await run(shop.subgraph, RECORD, { variables: { events }, identity: VISITOR }));
    expect(refused.errors![0]).toMatchObject({ message: 'events: expected at most 500, got 501.', extensions: { code: 'BAD_USER_INPUT' } });
    expect(await shop.users.position(SHOPPER)).toBe(0);
    const taken = plain(await run(shop.subgraph, RECORD, { variables: { events: events.slice(1) }, identity: VISITOR }));
    expect(taken.data!['recordEvents']).toMatchObject({ accepted: 500 });
    expect(plain(await run(shop.subgraph, RECORD, { variables: { events: [] }, identity: VISITOR })).data!['recordEvents']).toMatchObject({ accepted: 0 });
  });

  it('is for those who can be told from others', async () => {
    await using shop = await openUsersShop();
    const { data, errors } = plain(await run(shop.subgraph, RECORD, { variables: { events: [view('e1')] } }));
    expect(data).toEqual({ recordEvents: null });
    expect(errors![0]).toMatchObject({ message: expect.stringContaining('x-visitor-id'), extensions: { code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' } });
  });

  it('is acknowledged with the new sequence in the cache', async () => {
    await using shop = await openUsersShop();
    for (const id of ['e1', 'e2']) {
      await run(shop.subgraph, RECORD, { variables: { events: [view(id)] }, identity: VISITOR });
      expect((await shop.cache.state(SHOPPER)).sequence).toEqual(await shop.users.sequence(SHOPPER));
    }
  });

  it.each<[string, () => Promise<never>]>([
    ['away', () => Promise.reject(new AppError('CACHE_UNAVAILABLE', 'away'))],
    ['hanging', () => new Promise(() => undefined)],
  ])('is acknowledged also with the cache %s', async (_how, fail) => {
    await using shop = await openUsersShop(({ cache }) => ({ cache: { ...cache, putSequence: fail }, cacheGuard: { deadlineMs: 1, failures: 1, coolDownMs: 1_000 } }));
    const { data } = plain(await run(shop.subgraph, RECORD, { variables: { events: [view('e1')] }, identity: VISITOR }));
    expect(data!['recordEvents']).toMatchObject({ accepted: 1 });
    expect(await shop.users.eventsOf(SHOPPER, null, 10)).toHaveLength(1);
    expect(shop.log.entries).toHaveLength(1);
  });

  it('pretends nothing where the store is away', async () => {
    await using shop = await openUsersShop(({ users }) => ({
      events: { ...users, record: () => Promise.reject(new AppError('USER_STORE_UNAVAILABLE', '/srv/users.db is gone')) },
    }));
    const { data, errors } = plain(await run(shop.subgraph, RECORD, { variables: { events: [view('e1')] }, identity: VISITOR }));
    expect(data).toEqual({ recordEvents: null });
    expect(errors![0]).toMatchObject({ message: expect.not.stringContaining('users.db'), extensions: { code: 'UNAVAILABLE' } });
  });

  it('waits once for a store that hangs', async () => {
    let calls = 0;
    await using shop = await openUsersShop(({ users }) => ({
      events: { ...users, record: () => ((calls += 1), new Promise(() => undefined)) },
      storeGuard: { deadlineMs: 5, failures: 5, coolDownMs: 1_000 },
    }));
    for (let i = 0; i < 3; i += 1) {
      const { errors } = plain(await run(shop.subgraph, RECORD, { variables: { events: [view('e1')] }, identity: VISITOR }));
      expect(errors![0]).toMatchObject({ extensions: { code: 'UNAVAILABLE', reason: 'USER_STORE_UNAVAILABLE' } });
    }
    expect(calls).toBe(1);
  });

  it('answers for each event: accepted, a duplicate or rejected, in whatever mixture they come', async () => {
    const good = fc.record({ id: fc.integer({ min: 0, max: 5 }) }).map(({ id }) => ({ event: view(`e${id}`), valid: true }));
    const bad = fc.constantFrom({ position: 0 }, { at: at(DAY) }, { productId: ' ' }).map((wrong) => ({ event: view('bad', wrong), valid: false }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.oneof(good, bad), { maxLength: 8 }), { maxLength: 4 }), async (calls) => {
        await using shop = await openUsersShop();
        const known = new Set<string>();
        for (const call of calls) {
          const { data } = plain(await run(shop.subgraph, RECORD, { variables: { events: call.map(({ event }) => event) }, identity: VISITOR }));
          const valid = call.filter((entry) => entry.valid).map(({ event }) => event.id);
          const fresh = new Set(valid.filter((id) => !known.has(id)));
          const payload = data!['recordEvents'] as { accepted: number; duplicates: number; rejected: { index: number }[] };
          expect(payload).toMatchObject({ accepted: fresh.size, duplicates: valid.length - fresh.size });
          expect(payload.rejected.map(({ index }) => index)).toEqual(call.flatMap((entry, index) => (entry.valid ? [] : [index])));
          for (const id of fresh) known.add(id);
        }
        expect(await shop.users.eventsOf(SHOPPER, null, 100)).toHaveLength(known.size);
      }),
      { numRuns: 50 },
    );
  });
});
