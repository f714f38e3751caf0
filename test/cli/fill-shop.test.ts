import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createPrinter, fillShop, openShop, type Shop } from '../../cli/index.ts';
import { productId } from '../../schema/ids.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';

it('puts no sample shop beside products that are there, and finishes one that was interrupted', async () => {
  await using folder = await temporaryFolder();
  const printer = { ...createPrinter(true), result() {}, remark() {} };
  const fill = async (dataDir: string, shop: Shop, signal: AbortSignal): Promise<boolean> => fillShop(shop, { kind: 'sample' }, { dataDir, printer, signal, now: Date.now });
  const never = new AbortController().signal;
  {
    const dataDir = join(folder.path, 'own');
    await using shop = await openShop({ dataDir, log: pino({ level: 'silent' }), now: Date.now });
    await shop.catalog.putSources([{ id: productId('mine'), mapping: null, record: { id: 'mine', title: 'Lamp' }, origin: null }]);
    expect(await fill(dataDir, shop, never)).toBe(false);
    expect(await shop.catalog.scanSources(null, 10)).toHaveLength(1);
  }
  const dataDir = join(folder.path, 'sample');
  await using shop = await openShop({ dataDir, log: pino({ level: 'silent' }), now: Date.now });
  const stop = new AbortController();
  shop.indexer.start();
  const putSources: typeof shop.catalog.putSources = async (records, signal) => {
    const version = await shop.catalog.putSources(records, signal);
    if (records.length > 0) stop.abort(new Error('stopped'));
    return version;
  };
  await expect(fill(dataDir, { ...shop, catalog: { ...shop.catalog, putSources } }, stop.signal)).rejects.toThrow('stopped');
  expect((await shop.catalog.scanSources(null, 10)).length).toBeGreaterThan(0);
  expect(await fill(dataDir, shop, never)).toBe(true);
  expect(await shop.catalog.countProducts()).toBeGreaterThan(2_000);
  expect(await fill(dataDir, shop, never)).toBe(false);
});

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
