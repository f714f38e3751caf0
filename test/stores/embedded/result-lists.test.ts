import { expect, it } from 'vitest';
import { listId, productId } from '../../../schema/ids.ts';
import { createResultLists } from '../../../stores/embedded/index.ts';

it('keeps no more ids than it may, the least recently used list going first', async () => {
  const store = createResultLists({ now: () => 0, maxIds: 100 });
  const keep = (id: string): Promise<void> =>
    store.keep({ id: listId(id), shopper: null, fingerprint: '', ids: Array.from({ length: 40 }, (_, i) => productId(`p${i}`)), total: 40, meta: '' });
  await keep('a');
  await keep('b');
  await store.slice(listId('a'), 0, 1);
  await keep('c');
  const kept = await Promise.all(['a', 'b', 'c'].map(async (id) => (await store.slice(listId(id), 0, 1)) !== null));
  expect(kept).toEqual([true, false, true]);
});
