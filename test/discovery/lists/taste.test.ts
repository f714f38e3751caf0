import { describe, expect, it } from 'vitest';
import { createTaste } from '../../../discovery/index.ts';
import { DEFAULT_LIST_WEIGHTS, listWeights } from '../../../discovery/lists/list-weights.ts';
import { fromListPartsComponent, LIST_PARTS, type ServingModel, SLIST, toListPartsComponent, toSlistComponent } from '../../../ranker/index.ts';
import { asUser } from '../open-test-shop.ts';
import { ids, openMusicShop } from './music-shop.ts';

/** A model that knows only that whoever looks at a guitar goes on to a drum. */
const component = toSlistComponent({
  pastDecay: 0.5,
  itemIds: ids('guitar-9', 'drum-8'),
  neighbours: { width: 1, items: Int32Array.from([1, 0]), weights: Float32Array.from([1, 0]) },
});
const model = { version: 'test-1', userEncoder: null, components: { [SLIST]: component, [LIST_PARTS]: toListPartsComponent({ transitions: 0.5, [SLIST]: 2 }) } } as unknown as ServingModel;

describe('the parts of the active model', () => {
  it('speak in the merged recommender, by the numbers of the shop’s own counts', async () => {
    const models = { hold: () => ({ value: model, [Symbol.dispose]() {} }) };
    await using shop = await openMusicShop({ over: ({ index }) => ({ taste: createTaste({ models, index, embeddings: { embeddingOf: async () => null } }) }) });
    await shop.record(['me', 'VIEW', 'guitar-9']);
    const { hits } = await shop.list('FOR_YOU', { first: 5 }, asUser('me'));
    const drum = hits.find(({ document }) => document.id === 'drum-8')!;
    expect(drum.reason).toMatchObject({ code: 'VIEWED_NEXT', text: 'Because you viewed guitar 9', because: [{ id: 'guitar-9' }] });

    await using without = await openMusicShop();
    await without.record(['me', 'VIEW', 'guitar-9']);
    const plain = await without.list('FOR_YOU', { first: 5 }, asUser('me'));
    expect(plain.hits.map(({ document }) => document.id)).not.toContain('drum-8');
  });
});

describe('the weights of the active model', () => {
  it('are those that were fitted, by the names of what speaks online; the defaults where there are none', () => {
    const fitted = fromListPartsComponent(toListPartsComponent({ transitions: 1, 'item-knn': 0.5, titles: 1, attributes: 3, 'user-encoder': 2, popularity: 9 }));
    expect(listWeights(fitted)).toEqual({ transitions: 0.25, viewedTogether: 0.125, boughtTogether: 0.5, linear: 0, content: 1, taste: 0.5 });
    expect(listWeights(fromListPartsComponent(undefined))).toBe(DEFAULT_LIST_WEIGHTS);
    expect(fromListPartsComponent({ settings: { weights: { transitions: 'much' } }, weights: [] })).toBeNull();
    expect(listWeights({ popularity: 1 })).toBe(DEFAULT_LIST_WEIGHTS);
  });
});
