import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createPrinter, fillShop, openShop } from '../../cli/index.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';

it('imports catalogue and events once; events that come later are added, another catalogue is refused', async () => {
  await using folder = await temporaryFolder();
  const path = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder.path, name), content);
    return join(folder.path, name);
  };
  const file = await path('shop.csv', 'id,title\na,Lamp\nb,Chair\n');
  const mappingFile = await path('m.json', '{"id":"id","title":"title"}');
  const events = {
    file: await path('events.csv', 'id,who,at\na,sam,2020-01-01\nb,sam,2020-01-02\n'),
    mappingFile: await path('e.json', '{"type":{"value":"PURCHASE"},"productId":"id","shopper":"who","at":{"column":"at"}}'),
  };
  const dataDir = join(folder.path, 'shop');
  await using shop = await openShop({ dataDir, log: pino({ level: 'silent' }), now: Date.now });
  shop.indexer.start();
  const printer = { ...createPrinter(true), result() {}, remark() {} };
  const options = { dataDir, printer, signal: new AbortController().signal, now: Date.now };
  const imported = async (): Promise<number> => (await shop.users.scanEvents(null, 10)).length;

  expect(await fillShop(shop, { kind: 'catalog', file, mappingFile, events: null }, options)).toBe(true);
  expect([await shop.catalog.countProducts(), await imported()]).toEqual([2, 0]);
  expect(await fillShop(shop, { kind: 'catalog', file, mappingFile, events }, options)).toBe(true);
  expect(await imported()).toBe(2);
  await path('events.csv', 'id,who,at\na,ann,2020-01-01\n');
  for (const again of [events, null]) expect(await fillShop(shop, { kind: 'catalog', file, mappingFile, events: again }, options)).toBe(false);
  expect(await imported()).toBe(2);
  const other = await path('other.csv', 'id,title\n');
  await expect(fillShop(shop, { kind: 'catalog', file: other, mappingFile, events }, options)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
});
