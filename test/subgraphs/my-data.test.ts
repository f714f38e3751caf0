import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { modelVersion, shopperId } from '../../schema/ids.ts';
import type { Identity } from '../../schema/identity.ts';
import type { SequencePosition } from '../../stores/ports/shopper-event.ts';
import { event, served } from '../contracts/support/shopper-samples.ts';
import { plain, run } from './support.ts';
import { openUsersShop, type UsersShop } from './users-shop.ts';

const SAM: Identity = { role: 'SHOPPER', userId: 'sam', visitorId: null };
const [sam, ann, visitor] = [shopperId('user:sam'), shopperId('user:ann'), shopperId('visitor:v1')];
const MODEL = modelVersion('shipped-1');

const EXPORT = 'mutation { exportMyData { json } }';
const ERASE = 'mutation { eraseMyData { erasedEvents } }';
const UPDATE = 'mutation ($input: PreferencesInput!) { updatePreferences(input: $input) { me { id preferences { personalization locale } } } }';

async function fill({ users, cache }: UsersShop): Promise<void> {
  await users.record(visitor, [event('as a visitor')]);
  await users.record(ann, [event('of ann')]);
  for (const shopper of [sam, ann]) await users.append([served('list', shopper)]);
  for (let page = 0; page < 3; page += 1) await users.record(sam, Array.from({ length: 500 }, (_, i) => event(`e${page}-${i}`, { atMs: page * 500 + i })));
  await users.updateProfile(sam, { locale: 'fr' });
  await users.mergeVisitor(visitor, sam);
  for (const shopper of [sam, ann]) {
    await cache.putSequence(shopper, await users.sequence(shopper));
    await cache.putEmbedding(shopper, MODEL, { position: 1 as SequencePosition, content: 0, vector: Float32Array.of(0.5, -1) });
  }
}

describe('updatePreferences', () => {
  it('changes what is given, and shows it at once', async () => {
    await using shop = await openUsersShop();
    const update = async (input: object) => {
      const { data } = plain(await run(shop.subgraph, UPDATE, { variables: { input }, identity: SAM }));
      return (data!['updatePreferences'] as { me: { preferences: unknown } }).me.preferences;
    };
    expect(await update({})).toEqual({ personalization: true, locale: null });
    expect(await update({ personalization: false })).toEqual({ personalization: false, locale: null });
    expect(await update({ locale: 'zh-hant-tw' })).toEqual({ personalization: false, locale: 'zh-Hant-TW' });
    expect(await update({ personalization: null, locale: null })).toEqual({ personalization: false, locale: null });
    const { data } = plain(await run(shop.subgraph, '{ me { preferences { personalization } } }', { identity: SAM }));
    expect(data).toEqual({ me: { preferences: { personalization: false } } });
  });

  it('refuses a locale that is none by name', async () => {
    await using shop = await openUsersShop();
    const { errors } = plain(await run(shop.subgraph, UPDATE, { variables: { input: { locale: 'no such_locale' } }, identity: SAM }));
    expect(errors![0]).toMatchObject({ message: expect.stringMatching(/^input.locale: .*"no such_locale"/), extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('exportMyData', () => {
  it("gives everything that is stored of the caller, merged visitors' too, and nothing of others", async () => {
    await using shop = await openUsersShop();
    await fill(shop);
    const { data } = plain(await run(shop.subgraph, EXPORT, { identity: SAM }));
    const exported = JSON.parse((data!['exportMyData'] as { json: string }).json);
    expect(exported).toMatchObject({
      exportedAt: '2026-02-01T13:00:00.000Z',
      preferences: { personalization: true, locale: 'fr' },
      visitors: [visitor],
      servedLists: [{ listId: 'list', query: 'red lamp', at: '1970-01-01T00:00:00.001Z', items: [{ productId: 'p1', features: [0.5, -2, 0] }, {}] }],
      embeddings: [{ model: MODEL, vector: [0.5, -1] }],
    });
    expect(exported.events).toHaveLength(1_501);
    expect(exported.events[0]).toMatchObject({ id: 'as a visitor', shopper: sam });
    expect(new Set(exported.events.map(({ id }: { id: string }) => id)).size).toBe(1_501);
    expect(exported.events.at(-1)).toMatchObject({ id: 'e2-499', at: '1970-01-01T00:00:01.499Z' });
  });
});

describe('exportMyData without its cache', () => {
  it.each([
    ['is away', () => Promise.reject(new AppError('CACHE_UNAVAILABLE', 'away'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('gives all but the embeddings where it %s', async (_fault, fails) => {
    await using shop = await openUsersShop(({ cache }) => ({ cache: { ...cache, state: fails }, cacheGuard: { deadlineMs: 5, failures: 1, coolDownMs: 1_000 } }));
    await shop.users.record(sam, [event('e1')]);
    const { data } = plain(await run(shop.subgraph, EXPORT, { identity: SAM }));
    const exported = JSON.parse((data!['exportMyData'] as { json: string }).json);
    expect(exported).toMatchObject({ events: [{ id: 'e1' }], embeddings: null });
  });
});

describe('eraseMyData', () => {
  it('leaves nothing of the caller anywhere, and all of others', async () => {
    await using shop = await openUsersShop();
    await fill(shop);
    expect(plain(await run(shop.subgraph, ERASE, { identity: SAM }))).toEqual({ data: { eraseMyData: { erasedEvents: 1_501 } } });
    const { data } = plain(await run(shop.subgraph, EXPORT, { identity: SAM }));
    expect(JSON.parse((data!['exportMyData'] as { json: string }).json)).toMatchObject({
      preferences: { personalization: true, locale: null }, visitors: [], events: [], servedLists: [], embeddings: [],
    });
    expect(await shop.cache.state(sam)).toEqual({ sequence: null, embeddings: new Map() });
    expect((await shop.cache.state(ann)).sequence).toEqual(await shop.users.sequence(ann));
    expect(await shop.users.eventsOf(ann, null, 10)).toHaveLength(1);
    expect(await shop.users.servedTo(ann, null, 10)).toHaveLength(1);
  });

  it('erases nothing, and says so, where the cache cannot be reached', async () => {
    await using shop = await openUsersShop(({ cache }) => ({
      cache: { ...cache, forget: () => Promise.reject(new AppError('CACHE_UNAVAILABLE', 'redis://10.0.0.7 is away')) },
    }));
    await shop.users.record(sam, [event('e1')]);
    const { errors } = plain(await run(shop.subgraph, ERASE, { identity: SAM }));
    expect(errors![0]).toMatchObject({ message: expect.not.stringContaining('10.0.0.7'), extensions: { code: 'UNAVAILABLE' } });
    expect(await shop.users.eventsOf(sam, null, 10)).toHaveLength(1);
  });

  it('takes away what a request under way puts back into the cache', async () => {
    await using shop = await openUsersShop(({ users, cache }) => ({
      records: {
        ...users,
        async eraseShopper(shopper, signal) {
          await cache.putSequence(shopper, await users.sequence(shopper));
          return users.eraseShopper(shopper, signal);
        },
      },
    }));
    await shop.users.record(sam, [event('e1')]);
    await run(shop.subgraph, ERASE, { identity: SAM });
    expect((await shop.cache.state(sam)).sequence).toBeNull();
  });
});

it.each([EXPORT, ERASE, 'mutation { updatePreferences(input: {}) { me { id } } }'])('%s needs someone to be about', async (query) => {
  await using shop = await openUsersShop();
  const { errors } = plain(await run(shop.subgraph, query));
  expect(errors![0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
});
