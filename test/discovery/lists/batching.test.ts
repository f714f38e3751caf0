import { describe, expect, it } from 'vitest';
import { STRATEGIES } from '../../../discovery/search-types.ts';
import { asUser, indexOver, searchFor } from '../open-test-shop.ts';
import { ids, openMusicShop } from './music-shop.ts';

describe('one request', () => {
  it('reads its shopper once, and documents together, however many lists it asks for', async () => {
    let states = 0;
    let reads = 0;
    await using shop = await openMusicShop({
      over: ({ index, shoppers }) => ({
        shoppers: { stateOf: (identity, signal) => (states++, shoppers.stateOf(identity, signal)) },
        index: indexOver(index, { documentsByIds: (wanted, signal) => (reads++, index.documentsByIds(wanted, signal)) }),
      }),
    });
    const context = asUser('guitarist-3');
    const lists = STRATEGIES.flatMap((strategy) => ['guitar-0', 'drum-1', 'strings-0'].map((seed) => ({ strategy, productIds: ids(seed) })));
    await Promise.all([...lists.map(({ strategy, ...change }) => shop.list(strategy, change, context)), shop.discovery.search(searchFor('guitar'), context)]);
    expect(states).toBe(1);
    // Eighteen lists and a search, each with seeds, candidates and reasons to read: not a call for each of these.
    expect(reads).toBeLessThanOrEqual(12);

    await shop.list('POPULAR', {}, asUser('guitarist-3'));
    expect(states).toBe(2);
  });
});
