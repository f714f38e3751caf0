import { describe, expect, it } from 'vitest';
import { createServedListQueue } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';
import { listId, productId, shopperId } from '../../schema/ids.ts';
import type { ServedList } from '../../stores/ports/served-list-log.ts';
import { anyone, asUser, searchFor } from './open-test-shop.ts';
import { openMusicShop } from './lists/music-shop.ts';

const served = (id: string, shopper: string | null = null): ServedList => ({
  listId: listId(id), kind: 'SEARCH', query: null, shopper: shopper === null ? null : shopperId(shopper), arm: null, modelVersion: null, atMs: 1, total: 1,
  items: [{ productId: productId('p'), position: 1, features: null }],
});

function logOf(append: (lists: readonly ServedList[]) => Promise<void>) {
  const warnings: string[] = [];
  const queue = createServedListQueue({ served: { append }, log: { warn: (_facts, message) => void warnings.push(message) }, waitingMax: 10 });
  return { queue, warnings };
}

describe('the log of served lists', () => {
  it('names every page of search and lists: what was shown, where, and to whom', async () => {
    await using shop = await openMusicShop();
    const search = await shop.discovery.search(searchFor('guitar', { first: 2 }), asUser('me'));
    await shop.discovery.search(searchFor('guitar', { first: 2, after: search.hits.at(-1)!.cursor }), asUser('me'));
    await shop.discovery.search(searchFor('guitar', { first: 2, personalize: false }), asUser('me'));
    const popular = await shop.list('POPULAR', { first: 3 }, anyone());
    await shop.served.flush();
    const logged = (await shop.users.scanServed(null, 100)).map(({ list }) => list);
    expect(logged.map(({ kind, query, shopper, items }) => [kind, query, shopper, items.map(({ position }) => position)])).toEqual([
      ['SEARCH', 'guitar', 'user:me', [1, 2]],
      ['SEARCH', 'guitar', 'user:me', [3, 4]],
      ['SEARCH', 'guitar', null, [1, 2]],
      ['POPULAR', null, null, [1, 2, 3]],
    ]);
    expect(logged[0]).toMatchObject({ listId: search.id, total: search.totalCount, arm: null });
    expect(logged[3]).toMatchObject({ listId: popular.id, items: popular.hits.map(({ document, position }) => ({ productId: document.id, position })) });
  });

  it('never fails an answer: it waits while the store is away, within its bound, and is written afterwards', async () => {
    const written: ServedList[] = [];
    let down = true;
    const { queue, warnings } = logOf(async (lists) => {
      if (down) throw new AppError('USER_STORE_UNAVAILABLE', 'down');
      written.push(...lists);
    });
    for (let i = 0; i < 25; i++) queue.add(served(`l${i}`));
    await queue.flush();
    expect(warnings.length).toBeGreaterThan(0);
    down = false;
    await queue[Symbol.asyncDispose]();
    expect(written.map((list) => list.listId)).toEqual(Array.from({ length: 10 }, (_unused, i) => `l${15 + i}`));
  });

  it('keeps nothing of a shopper who was erased', async () => {
    const written: ServedList[] = [];
    const { queue } = logOf(async (lists) => void written.push(...lists));
    queue.add(served('mine', 'user:me'));
    queue.add(served('yours', 'user:you'));
    await queue.forget(shopperId('user:me'));
    await queue[Symbol.asyncDispose]();
    expect(written.map((list) => list.listId)).toEqual(['yours']);
  });
});
