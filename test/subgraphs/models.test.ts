import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Discovery, Merchandising } from '../../discovery/index.ts';
import { openModels, openTensors } from '../../ranker/index.ts';
import { ROLES } from '../../schema/identity.ts';
import { createRecommendationsSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import { writeRandomModel } from '../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { plain, recordingLog, run } from './support.ts';

beforeAll(() => openTensors('wasm'));

const MODELS = '{ models { version active trainedAt sizeBytes quantized metrics { name value } } }';
const ACTIVATE = 'mutation ($version: String!) { activateModel(version: $version) { version active } }';

/** Over a shop with `shipped-1` and `own-1`. */
async function withModels(test: (subgraph: Subgraph, folder: string) => Promise<void>): Promise<void> {
  await using place = await temporaryFolder();
  const [folder, shippedFolder] = [join(place.path, 'models'), join(place.path, 'shipped')];
  await writeRandomModel({ folder: shippedFolder, version: 'shipped-1', seed: 1 });
  await writeRandomModel({ folder, version: 'own-1', seed: 2 });
  using models = await openModels({ folder, shippedFolder, expectations: () => ({ textEncoder: null, dimensions: {} }), log: { warn: () => undefined } });
  await test(createRecommendationsSubgraph({ discovery: {} as Discovery, merchandising: {} as Merchandising, models, log: recordingLog() }), folder);
}

describe('models', () => {
  it('are shown to analysts, the active one first', () =>
    withModels(async (subgraph) => {
      const { data } = plain(await run(subgraph, MODELS, { role: 'ANALYST' })) as { data: { models: unknown } };
      const common = { sizeBytes: expect.any(Number) as number, quantized: false };
      expect(data.models).toEqual([
        { version: 'shipped-1', active: true, trainedAt: '2026-11-24T00:00:00.001Z', metrics: [{ name: 'ndcg@10', value: 0.1 }], ...common },
        { version: 'own-1', active: false, trainedAt: '2026-11-24T00:00:00.002Z', metrics: [{ name: 'ndcg@10', value: 0.2 }], ...common },
      ]);
    }));

  it.each(ROLES)('and activation are for those who may (%s)', (role) =>
    withModels(async (subgraph) => {
      const shown = plain(await run(subgraph, MODELS, { role })) as { errors?: unknown };
      expect(shown.errors === undefined).toBe(['ANALYST', 'MERCHANDISER', 'ADMIN'].includes(role));
      const activated = plain(await run(subgraph, ACTIVATE, { role, variables: { version: 'own-1' } })) as { errors?: unknown };
      expect(activated.errors === undefined).toBe(role === 'ADMIN');
    }),
  );

  it('that are activated are the active ones; what is not there or damaged says so, and changes nothing', () =>
    withModels(async (subgraph, folder) => {
      const activate = (version: string) => run(subgraph, ACTIVATE, { role: 'ADMIN', variables: { version } });
      expect(plain(await activate('own-1'))).toEqual({ data: { activateModel: { version: 'own-1', active: true } } });
      expect(plain(await activate('own-9'))).toMatchObject({
        data: { activateModel: null },
        errors: [{ message: expect.stringContaining('expected one of shipped-1, own-1') as string, extensions: { code: 'NOT_FOUND' } }],
      });
      const manifest = join(folder, 'own-1', 'manifest.json');
      await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"lexical"', '"lexicalScore"'));
      await activate('shipped-1');
      expect(plain(await activate('own-1'))).toMatchObject({
        errors: [{ message: expect.stringContaining('expected lexical as number 2, got lexicalScore') as string, extensions: { code: 'CONFLICT' } }],
      });
      const { data } = plain(await run(subgraph, MODELS, { role: 'ADMIN' })) as unknown as { data: { models: { version: string; active: boolean }[] } };
      expect(data.models.filter(({ active }) => active).map(({ version }) => version)).toEqual(['shipped-1']);
    }));
});
