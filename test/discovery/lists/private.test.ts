import { describe, expect, it } from 'vitest';
import { shopperId } from '../../../schema/ids.ts';
import { STRATEGIES } from '../../../discovery/search-types.ts';
import { anyone, asUser } from '../open-test-shop.ts';
import { ids, idsOf, openMusicShop } from './music-shop.ts';

describe('what is known of a shopper', () => {
  it('is not used with personalisation off, nor after erasure: then the answer is everybody’s', async () => {
    await using shop = await openMusicShop();
    await shop.record(['me', 'VIEW', 'drum-1'], ['me', 'PURCHASE', 'guitar-1'], ['me', 'HIDE', 'strings-0']);
    const all = async (context: () => ReturnType<typeof asUser>) => {
      const lists = await Promise.all(STRATEGIES.map((strategy) => shop.list(strategy, { productIds: ids('guitar-0') }, context())));
      return lists.map(({ hits, hasNextPage, degradations }) => ({
        hits: hits.map(({ document, position, score, reason }) => [document.id, position, score, reason.code, reason.text]),
        hasNextPage,
        degradations,
      }));
    };
    const everybody = await all(anyone);
    const personal = await all(() => asUser('me'));
    expect(personal).not.toEqual(everybody);

    await shop.users.updateProfile(shopperId('user:me'), { personalization: false });
    expect(await all(() => asUser('me'))).toEqual(everybody);

    await shop.users.updateProfile(shopperId('user:me'), { personalization: true });
    expect(await all(() => asUser('me'))).toEqual(personal);

    await shop.users.eraseShopper(shopperId('user:me'));
    shop.behaviour.forget(shopperId('user:me'));
    expect(await all(() => asUser('me'))).toEqual(everybody);
  });

  it('stays with the shopper: nobody pages through the list of another', async () => {
    await using shop = await openMusicShop();
    await shop.record(['me', 'VIEW', 'drum-1']);
    const mine = await shop.list('FOR_YOU', { first: 2 }, asUser('me'));
    await expect(shop.list('FOR_YOU', { first: 2, after: mine.hits.at(-1)!.cursor }, asUser('you'))).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    expect(idsOf(await shop.list('FOR_YOU', { first: 2, after: mine.hits.at(-1)!.cursor }, asUser('me')))).toHaveLength(2);
  });
});
