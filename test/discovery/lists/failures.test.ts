import { describe, expect, it } from 'vitest';
import type { SearchIndex } from '../../../stores/ports/search-index.ts';
import { createTaste, NO_TASTE } from '../../../discovery/index.ts';
import { AppError } from '../../../schema/errors.ts';
import { STRATEGIES } from '../../../discovery/search-types.ts';
import { asUser, indexOver } from '../open-test-shop.ts';
import { ids, idsOf, openMusicShop } from './music-shop.ts';

/** A shop whose index answers discovery until `fail`; what counts events goes on. */
async function openFailingShop() {
  let down = false;
  const shop = await openMusicShop({
    over: ({ index }) => {
      const guarded = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => (...args: A): Promise<R> =>
        down ? Promise.reject(new AppError('SEARCH_INDEX_UNAVAILABLE', 'down')) : call(...args);
      const failing: Partial<SearchIndex> = {
        recall: guarded((query, signal) => index.recall(query, signal)),
        documentsByIds: guarded((wanted, signal) => index.documentsByIds(wanted, signal)),
        neighbours: guarded((query, signal) => index.neighbours(query, signal)),
      };
      return { index: indexOver(index, failing) };
    },
  });
  return { shop, fail: (now: boolean) => void (down = now) };
}

describe('with the index away', () => {
  it.each(STRATEGIES)('%s comes from the products shown lately, and says so; or is refused where there are none', async (strategy) => {
    const { shop, fail } = await openFailingShop();
    await using _shop = shop;
    const request = { productIds: ids('guitar-0') };
    fail(true);
    await expect(shop.list(strategy, request, asUser('guitarist-3'))).rejects.toMatchObject({ code: 'SEARCH_INDEX_UNAVAILABLE' });
    fail(false);
    const before = await shop.list(strategy, request, asUser('guitarist-3'));
    fail(true);
    const during = await shop.list(strategy, request, asUser('guitarist-3'));
    expect(during.hits.length).toBeGreaterThan(0);
    expect(idsOf(during).every((id) => idsOf(before).includes(id))).toBe(true);
    expect(during.degradations).toMatchObject([{ component: 'SEARCH_INDEX' }]);
    fail(false);
    const again = await shop.list(strategy, request, asUser('guitarist-3'));
    expect(again.degradations).toEqual([]);
    expect(idsOf(again)).toEqual(idsOf(before));
  });

  it('a later page is that of the list, as far as its products were shown lately', async () => {
    const { shop, fail } = await openFailingShop();
    await using _shop = shop;
    const whole = await shop.list('POPULAR');
    const first = await shop.list('POPULAR', { first: 3 });
    fail(true);
    const second = await shop.list('POPULAR', { first: 3, after: first.hits.at(-1)!.cursor });
    expect(idsOf(second)).toEqual(idsOf(whole).slice(3, 6));
  });
});

describe('with the user store away', () => {
  it('lists are everybody’s, and say so', async () => {
    let down = false;
    await using shop = await openMusicShop({
      over: ({ shoppers }) => ({
        shoppers: {
          stateOf: async (identity, signal) =>
            down
              ? { ...(await shoppers.stateOf({ ...identity, userId: null }, signal)), degradations: [{ component: 'USER_STORE', effect: 'not personal' }] }
              : shoppers.stateOf(identity, signal),
        },
      }),
    });
    const everybody = await shop.list('FOR_YOU');
    down = true;
    const mine = await shop.list('FOR_YOU', {}, asUser('guitarist-3'));
    expect(idsOf(mine)).toEqual(idsOf(everybody));
    expect(mine.degradations).toMatchObject([{ component: 'USER_STORE' }]);
  });
});

describe('with the model away', () => {
  it('FOR_YOU is made from counts, and says so', async () => {
    await using shop = await openMusicShop({ over: () => ({ taste: { ...NO_TASTE, fitOf: () => Promise.reject(new Error('no backend')) } }) });
    const list = await shop.list('FOR_YOU', {}, asUser('guitarist-3'));
    expect(list.hits.length).toBeGreaterThan(5);
    expect(list.degradations).toMatchObject([{ component: 'RANKING_MODEL' }]);
    expect(shop.warnings).toContain('The user encoder failed; the list is made from counts.');
  });

  it('FOR_YOU is made from counts, and says so, where none of the models is fit', async () => {
    const models = {
      hold: () => {
        throw new AppError('MODEL_REFUSED', 'none fit');
      },
    };
    const embeddings = { embeddingOf: async () => null };
    await using shop = await openMusicShop({ over: ({ index }) => ({ taste: createTaste({ models, index, embeddings }) }) });
    const list = await shop.list('FOR_YOU', {}, asUser('guitarist-3'));
    expect(list.hits.length).toBeGreaterThan(5);
    expect(list.degradations).toMatchObject([{ component: 'RANKING_MODEL' }]);
  });

  it('a model that answers is heard, and named in the log of what was shown', async () => {
    const fitOf = async (_state: unknown, documents: readonly { readonly id: string }[]) => ({
      scores: Float32Array.from(documents, ({ id }) => (id === 'drum-7' ? 10 : 0)),
      modelVersion: 'test-1' as never,
    });
    await using shop = await openMusicShop({ over: () => ({ taste: { ...NO_TASTE, fitOf } }) });
    const { hits } = await shop.list('FOR_YOU', { first: 10 }, asUser('guitarist-3'));
    const spoken = hits.find(({ document }) => document.id === 'drum-7')!;
    expect(spoken.reason).toMatchObject({ code: 'TASTE', text: 'Fits what you looked at lately' });
    await shop.served.flush();
    const logged = await shop.users.scanServed(null, 10);
    expect(logged.at(-1)!.list).toMatchObject({ kind: 'FOR_YOU', modelVersion: 'test-1' });
  });
});
