import { pino } from 'pino';
import { expect, it } from 'vitest';
import { openShop } from '../../cli/index.ts';
import { productId } from '../../schema/ids.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';

const HOUR_MS = 3_600_000;

it('takes a clock that is set back for what it is: the order of changes does not come from it', async () => {
  await using folder = await temporaryFolder();
  let nowMs = Date.parse('2026-11-24T12:00:00Z');
  await using shop = await openShop({ dataDir: folder.path, log: pino({ level: 'silent' }), now: () => nowMs });
  shop.indexer.start();
  const put = (title: string): Promise<bigint> => shop.catalog.putSources([{ id: productId('a'), mapping: null, record: { id: 'a', title }, origin: null }]);
  const indexed = async (): Promise<string | undefined> => {
    const { version } = await shop.catalog.head();
    await shop.indexer.caughtUp(version, { timeoutMs: 20_000 });
    return (await shop.index.documentsByIds([productId('a')]))[0]?.product.title;
  };

  const first = await put('before');
  expect(await indexed()).toBe('before');
  nowMs -= 5 * HOUR_MS;
  const second = await put('after the clock went back');
  expect(second).toBeGreaterThan(first);
  expect(await indexed()).toBe('after the clock went back');

  await shop.catalog.deleteSources([productId('a')]);
  expect(await indexed()).toBeUndefined();
  await put('there again');
  expect(await indexed()).toBe('there again');
  await shop.indexer.rebuild();
  expect((await shop.indexer.verify()).differences).toEqual([]);
});
