import { expect, it } from 'vitest';
import { collectHistories } from '../../../cli/training/collect-histories.ts';
import { collectLists } from '../../../cli/training/collect-lists.ts';
import { FEATURE_COUNT } from '../../../ranker/index.ts';
import { eventId, listId, modelVersion, productId, shopperId } from '../../../schema/ids.ts';
import { openEmbeddedUsers } from '../../../stores/embedded/index.ts';
import type { ServedItem, ServedList } from '../../../stores/ports/served-list-log.ts';
import type { EventType } from '../../../stores/ports/shopper-event.ts';

const NOW_MS = Date.UTC(2026, 10, 24);
const signal = new AbortController().signal;

/** The first feature is the relevance; the others only have to come back. */
const item = (id: string, position: number, relevance: number, length: number = FEATURE_COUNT): ServedItem => ({
  productId: productId(id),
  position,
  features: [relevance, ...Array.from({ length: length - 1 }, () => position / 8)],
});

const list = (id: string, items: readonly ServedItem[], changes: Partial<ServedList> = {}): ServedList => ({
  listId: listId(id),
  kind: 'SEARCH',
  query: 'lamp',
  shopper: null,
  arm: null,
  modelVersion: modelVersion('m'),
  atMs: NOW_MS,
  total: items.length,
  items,
  ...changes,
});

it('training lists are those that something came of, with what was shown, in the order of relevance, gains weighted by place', async () => {
  await using users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => NOW_MS });
  await users.append([
    list('a', [item('p1', 1, 0.5), item('p2', 2, 1)]),
    list('nothing came of it', [item('p1', 1, 1)]),
    list('without a model', [{ ...item('p1', 1, 1), features: null }], { modelVersion: null }),
    list('of another release', [item('p1', 1, 1, FEATURE_COUNT - 1)]),
    list('a', [item('p25', 25, 0.25), item('p26', 26, 0.5)]),
  ]);
  let last = 0;
  const event = (inList: string | null, type: EventType, product: string) => ({
    id: eventId(`e${++last}`),
    shopper: shopperId('user:ann'),
    type,
    productId: productId(product),
    atMs: NOW_MS,
    listId: inList === null ? null : listId(inList),
    position: null,
    quantity: null,
    price: null,
  });
  await users.recordHistory([
    event('a', 'IMPRESSION', 'p1'),
    event('a', 'CLICK', 'p2'),
    event('a', 'PURCHASE', 'p2'),
    event('a', 'CLICK', 'p26'),
    event('a', 'CLICK', 'a product that was not shown'),
    event(null, 'PURCHASE', 'p1'),
    event('nothing came of it', 'IMPRESSION', 'p1'),
    ...['without a model', 'of another release'].map((id) => event(id, 'CLICK', 'p1')),
  ]);
  const { reactions } = await collectHistories(users, signal);
  const lists = await collectLists(users, reactions, signal);
  const rows = lists.map(({ features, gains }) =>
    Array.from(gains, (gain, row) => ({ relevance: features[row * FEATURE_COUNT], position: features[row * FEATURE_COUNT + 1]! * 8, gain })),
  );
  // What was bought at 2 counts 4 · 2; a click counts 1 · 10 at most.
  expect(rows).toEqual([
    [{ relevance: 1, position: 2, gain: 8 }, { relevance: 0.5, position: 1, gain: 0 }],
    [{ relevance: 0.5, position: 26, gain: 10 }, { relevance: 0.25, position: 25, gain: 0 }],
  ]);
});
