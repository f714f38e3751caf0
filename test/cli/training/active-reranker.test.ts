import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { activeReranker } from '../../../cli/training/active-reranker.ts';
import { type Models, openModels, openTensors, RERANKER, readModel } from '../../../ranker/index.ts';
import { writeRandomModel } from '../../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';

beforeAll(() => openTensors('wasm'));

const open = (folder: string): Promise<Models> =>
  openModels({ folder: join(folder, 'models'), shippedFolder: join(folder, 'shipped'), expectations: () => ({ textEncoder: null, dimensions: {} }), log: { warn: () => undefined } });

it('is the active model\'s, and none where no model is there or none is fit: then it is trained anew', async () => {
  await using folder = await temporaryFolder();
  using none = await open(folder.path);
  expect(activeReranker(none)).toBeNull();

  const directory = await writeRandomModel({ folder: join(folder.path, 'shipped'), version: 'shipped-1', seed: 1 });
  using fit = await open(folder.path);
  expect(activeReranker(fit)).toEqual((await readModel(directory)).components[RERANKER]);

  await writeFile(join(directory, 'manifest.json'), '{}');
  using unfit = await open(folder.path);
  expect(() => unfit.hold()).toThrow(expect.objectContaining({ code: 'MODEL_REFUSED' }));
  expect(activeReranker(unfit)).toBeNull();
});
