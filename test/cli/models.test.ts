import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTensors } from '../../ranker/index.ts';
import { serveShop } from './served-shop.ts';
import { writeRandomModel } from '../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { objects, runAisle } from './run-aisle.ts';

const versionsOf = (listed: readonly Record<string, unknown>[]): unknown[] => listed.map(({ version, active }) => [version, active]);
const own = (listed: readonly Record<string, unknown>[]) => listed.filter(({ version }) => String(version).startsWith('own-'));

it('aisle models lists and activates, while the shop is served as while it is not', async () => {
  await using folder = await temporaryFolder();
  const data = ['--data', folder.path, '--json'];
  // Else it would be filled with a sample shop, which takes a while.
  await writeFile(join(folder.path, 'filled-with.json'), '{"name":"sample shop"}');
  await openTensors('wasm');
  await writeRandomModel({ folder: join(folder.path, 'models'), version: 'own-1', seed: 1 });
  await writeRandomModel({ folder: join(folder.path, 'models'), version: 'own-2', seed: 2 });
  await writeFile(join(folder.path, 'models', 'own-2', 'reranker.bin'), 'damaged');

  const activated = await runAisle(['models', 'activate', 'own-1', ...data]);
  expect([activated.code, versionsOf(objects(activated))]).toEqual([0, [['own-1', true]]]);
  expect(versionsOf(own(objects(await runAisle(['models', ...data]))))).toEqual([['own-1', true], ['own-2', false]]);
  expect(await runAisle(['models', 'activate', 'own-3', ...data])).toMatchObject({ code: 1, errors: expect.stringMatching(/MODEL_NOT_FOUND.*own-1, own-2/) as string });

  const shop = await serveShop(folder.path);
  try {
    const refused = await runAisle(['models', 'activate', 'own-2', ...data]);
    expect(refused).toMatchObject({ code: 1, errors: expect.stringMatching(/MODEL_REFUSED: Model own-2: reranker\.bin/) as string });
    const { models } = (await shop.send('{ models { version active } }')).data as { models: Record<string, unknown>[] };
    expect(versionsOf(own(models))).toEqual([['own-1', true], ['own-2', false]]);
    expect(models[0]).toEqual({ version: 'own-1', active: true });
  } finally {
    expect(await shop.stop()).toBe(0);
  }
}, 60_000);
