import { expect, it } from 'vitest';
import { createSegments, createShoppers } from '../../discovery/index.ts';
import { categoryId, eventId, productId, shopperId } from '../../schema/ids.ts';
import { openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import type { ShopperEvent } from '../../stores/ports/shopper-event.ts';
import { documentOf, productOf } from './products.ts';
import { plain, run } from './support.ts';
import { NOW, openUsersShop } from './users-shop.ts';

const DAY_MS = 86_400_000;
let lastEvent = 0;
const event = (user: string, type: ShopperEvent['type'], product: string, daysAgo = 0): ShopperEvent => ({
  id: eventId(`e${++lastEvent}`), shopper: shopperId(`user:${user}`), type, productId: productId(product), atMs: NOW - daysAgo * DAY_MS - 1, listId: null, position: null, quantity: null, price: null,
});

it('are counted from what shoppers did, and each shopper sees their own', async () => {
  const now = () => NOW;
  const log = { warn() {} };
  await using index = await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now, log });
  const garden = productOf('rake', { categories: [{ id: categoryId('garden'), name: 'Garden' }] });
  await index.write([productOf('kettle'), garden].map((product) => ({ kind: 'put', document: documentOf(product) })), null);
  await using shop = await openUsersShop(({ users, cache }) => ({
    segments: createSegments({ events: users, index, shoppers: createShoppers({ events: users, profiles: users, cache, now, log }), now }),
  }));
  const ask = async (userId: string, role: 'SHOPPER' | 'ANALYST' = 'SHOPPER') =>
    plain(await run(shop.subgraph, `{ me { segments { id } } ${role === 'ANALYST' ? 'segments { id name size }' : ''} }`, { identity: { role, userId, visitorId: null } })).data!;
  const own = async (userId: string) => (await ask(userId))['me'];

  for (const [user, ...events] of [
    ['ann', event('ann', 'VIEW', 'kettle', 3), event('ann', 'PURCHASE', 'kettle')],
    ['bob', event('bob', 'PURCHASE', 'kettle', 2), event('bob', 'PURCHASE', 'rake', 2)],
    ['cy', event('cy', 'VIEW', 'rake')],
  ] as const) await shop.users.record(shopperId(`user:${user}`), events);
  expect((await ask('ana', 'ANALYST'))['segments']).toEqual([
    { id: 'new', name: 'New shoppers', size: 1 },
    { id: 'returning', name: 'Returning shoppers', size: 2 },
    { id: 'buyers:garden', name: 'Buyers of Garden', size: 1 },
    { id: 'buyers:home', name: 'Buyers of Home', size: 2 },
  ]);
  expect(await own('ann')).toEqual({ segments: [{ id: 'returning' }, { id: 'buyers:home' }] });
  expect(await own('cy')).toEqual({ segments: [{ id: 'new' }] });
  // The log is read on from where it was.
  await shop.users.record(shopperId('user:cy'), [event('cy', 'PURCHASE', 'rake')]);
  expect((await ask('ana', 'ANALYST'))['segments']).toContainEqual({ id: 'buyers:garden', name: 'Buyers of Garden', size: 2 });
  await shop.users.updateProfile(shopperId('user:bob'), { personalization: false });
  expect(await own('bob')).toEqual({ segments: [] });
  expect(plain(await run(shop.subgraph, '{ segments { id } }', { role: 'SHOPPER' }))).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});
