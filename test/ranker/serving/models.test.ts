import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_COUNT, FEATURE_NAMES, LIST_PARTS, type ModelComponent, type ModelComponents, type Models, openModels, openTensors, RERANKER, scoreSamples, SLIST, toSlistComponent, toUserEncoderComponent, USER_ENCODER } from '../../../ranker/index.ts';
import type { ModelFacts } from '../../../ranker/model/model-types.ts';
import { productId } from '../../../schema/ids.ts';
import { encoderTensorsOf, initialEncoderParameters } from '../../../ranker/sequence/encoder-parameters.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';
import { randomReranker } from '../support/random-reranker.ts';
import { writeRandomModel } from '../support/write-random-model.ts';

beforeAll(() => openTensors('wasm'));

const factsOfShop: Partial<ModelFacts> = { textEncoder: 'static-1', dimensions: { content: 256 } };

const random = (seed: number): ModelComponents => ({ [RERANKER]: randomReranker(seed) });

/** A shop's models: `shipped-1` came with the release, `own-1` and `own-2` are the shop's. */
async function shopModels(open: (options: { folder: string; shippedFolder: string; warnings: string[] }) => Promise<void>): Promise<void> {
  await using place = await temporaryFolder();
  const [folder, shippedFolder] = [join(place.path, 'models'), join(place.path, 'shipped')];
  await writeRandomModel({ folder: shippedFolder, version: 'shipped-1', seed: 1, facts: factsOfShop });
  await writeRandomModel({ folder, version: 'own-1', seed: 2, facts: factsOfShop });
  await writeRandomModel({ folder, version: 'own-2', seed: 3, facts: factsOfShop });
  await open({ folder, shippedFolder, warnings: [] });
}

const openAt = ({ folder, shippedFolder, warnings, textEncoder = 'static-1' }: { folder: string; shippedFolder: string; warnings: string[]; textEncoder?: string }): Promise<Models> =>
  openModels({
    folder,
    shippedFolder,
    expectations: () => ({ textEncoder, dimensions: { content: 256 } }),
    log: { warn: (_facts, message) => void warnings.push(message) },
  });

function activeVersion(models: Models): string | null {
  using held = models.hold();
  return held?.value.version ?? null;
}

const rows = Float32Array.from({ length: 5 * FEATURE_COUNT }, (_none, place) => ((place * 7) % 11) / 11);

describe('the models of a shop', () => {
  it('begin with the shipped one; another is made active, listed first, remembered over restarts, and rolled back', () =>
    shopModels(async (place) => {
      {
        using models = await openAt(place);
        expect(activeVersion(models)).toBe('shipped-1');
        expect(await models.activate('own-1')).toMatchObject({ version: 'own-1', active: true });
        expect(activeVersion(models)).toBe('own-1');
      }
      using models = await openAt(place);
      expect(activeVersion(models)).toBe('own-1');
      const { models: listed } = await models.list();
      expect(listed.map(({ version, active }) => [version, active])).toEqual([['own-1', true], ['own-2', false], ['shipped-1', false]]);
      await models.activate('shipped-1');
      expect(activeVersion(models)).toBe('shipped-1');
    }));

  it('take up what another process made active in the same folder, and stay with their own where it is not fit, said once', () =>
    shopModels(async (place) => {
      using models = await openAt(place);
      using other = await openAt({ ...place, warnings: [] });
      await models.refresh();
      expect(activeVersion(models)).toBe('shipped-1');
      await other.activate('own-1');
      expect(activeVersion(models)).toBe('shipped-1');
      await models.refresh();
      expect(activeVersion(models)).toBe('own-1');
      expect(place.warnings).toEqual([]);
      await writeFile(join(place.folder, 'active.json'), '{"version":"own-3"}');
      for (let look = 0; look < 2; look++) await models.refresh();
      expect(activeVersion(models)).toBe('own-1');
      expect(place.warnings).toEqual(['The ranking model that another process has made active cannot be used here.']);
      await other.activate('own-2');
      await models.refresh();
      expect(activeVersion(models)).toBe('own-2');
    }));

  it('are none where none is there, and say which there are where another is asked for', async () => {
    await using place = await temporaryFolder();
    using none = await openAt({ folder: place.path, shippedFolder: join(place.path, 'absent'), warnings: [] });
    expect(none.hold()).toBeNull();
    await shopModels(async (options) => {
      using models = await openAt(options);
      await expect(models.activate('../own-1')).rejects.toMatchObject({
        code: 'MODEL_NOT_FOUND',
        message: 'version: expected one of shipped-1, own-1, own-2, got ../own-1.',
      });
    });
  });

  it.each<[string, RegExp, (folder: string) => Promise<unknown>]>([
    ['a damaged weight file', /reranker\.bin: its checksum/, async (folder) => {
      const path = join(folder, 'own-1', 'reranker.bin');
      const bytes = await readFile(path);
      bytes[100]! ^= 1;
      await writeFile(path, bytes);
    }],
    ['another feature list', /feature list: expected lexical as number 2, got semantic/, (folder) =>
      rewrite(folder, { features: FEATURE_NAMES.filter((name) => name !== 'lexical').toSpliced(1, 1, 'semantic', 'missingWords') }, random(2))],
    ['NaN among the weights', /expected finite weights, got NaN in dense1\.weights at 0/, (folder) => {
      const broken = randomReranker(2);
      (broken.weights[0]!.data as Float32Array)[0] = Number.NaN;
      return rewrite(folder, {}, { [RERANKER]: broken });
    }],
    ['a layer too narrow', /the weights do not fit \(dense1\.weights: expected 25 rows/, (folder) =>
      rewrite(folder, {}, { [RERANKER]: randomReranker(2, [FEATURE_COUNT - 1, 8, 1]) })],
    ['scores that are not those recorded', /self-check of reranker: expected .* for sample 1/, (folder) =>
      rewrite(folder, {}, random(2), () => ({ [RERANKER]: Array.from({ length: 16 }, () => 0.123) }))],
    ['a linear model that lacks its settings', /the weights do not fit \(SLIST settings: expected pastDecay and width/, (folder) =>
      rewrite(folder, {}, { ...random(2), [SLIST]: { ...linear(), settings: {} } })],
    ['a linear model that names an item beyond its own', /the weights do not fit \(SLIST neighbour\.items: expected items of 0 to 1, got 7/, (folder) =>
      rewrite(folder, {}, { ...random(2), [SLIST]: linear({ items: [1, 7] }) })],
    ['a linear model with a row too few', /the weights do not fit \(SLIST neighbour\.items: expected 2 rows of 1, got 1 values/, (folder) =>
      rewrite(folder, {}, { ...random(2), [SLIST]: linear({ items: [1] }) })],
    ['a past that grows', /the weights do not fit \(SLIST pastDecay: expected more than 0, at most 1, got 1000000000/, (folder) =>
      rewrite(folder, {}, { ...random(2), [SLIST]: linear({ pastDecay: 1e9 }) })],
    ['weights of lists that are none', /the weights do not fit \(list-parts: expected weights of at least 0 by part/, (folder) =>
      rewrite(folder, {}, { ...random(2), [LIST_PARTS]: { settings: { weights: { transitions: -1 } }, weights: [] } })],
    ['another text encoder', /text encoder: expected static-1/, (folder) => rewrite(folder, { textEncoder: 'minilm-1' }, random(2))],
    ['vectors of another length', /dimension content: expected 256, got 128/, (folder) => rewrite(folder, { dimensions: { content: 128 } }, random(2))],
  ])('with %s are refused with the reason, and the active one goes on, after a restart too', (_fault, reason, damage) =>
    shopModels(async (place) => {
      await damage(place.folder);
      {
        using models = await openAt(place);
        await models.activate('own-2');
        const before = { ...tf.memory() };
        await expect(models.activate('own-1')).rejects.toMatchObject({ code: 'MODEL_REFUSED', message: expect.stringMatching(reason) });
        expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
        expect(activeVersion(models)).toBe('own-2');
      }
      using models = await openAt(place);
      expect(activeVersion(models)).toBe('own-2');
    }));

  it('fall back to the shipped one where the active one is damaged or gone at the start, and say so', () =>
    shopModels(async (place) => {
      {
        using models = await openAt(place);
        await models.activate('own-1');
      }
      await writeFile(join(place.folder, 'own-1', 'reranker.bin'), 'nothing of the kind');
      {
        using models = await openAt(place);
        expect(activeVersion(models)).toBe('shipped-1');
      }
      await rm(join(place.folder, 'own-1'), { recursive: true });
      using models = await openAt(place);
      expect(activeVersion(models)).toBe('shipped-1');
      expect(place.warnings).toEqual(['A ranking model was not made active.', 'The active ranking model is not there any more.']);
    }));

  it('serve without their user encoder where the shop has got another text encoder since, and say so', () =>
    shopModels(async (place) => {
      const shape = { dimension: 4, blocks: 1, heads: 1, inner: 4, steps: 50, items: 0, contentDimension: 256 };
      const encoder = toUserEncoderComponent({ shape, itemIds: [], tensors: encoderTensorsOf(initialEncoderParameters(shape, 1), shape) });
      await rewrite(place.folder, {}, { ...random(2), [USER_ENCODER]: encoder });
      {
        using models = await openAt(place);
        await models.activate('own-1');
        using held = models.hold()!;
        expect(held.value.userEncoder).not.toBeNull();
      }
      using models = await openAt({ ...place, textEncoder: 'refitted-1' });
      using held = models.hold()!;
      expect([held.value.version, held.value.userEncoder]).toEqual(['own-1', null]);
      expect(held.value.scorer.score(rows)).toHaveLength(5);
      expect(place.warnings).toEqual([expect.stringContaining('another text encoder')]);
    }));

  it('refuse to be held where there are some and none is fit, until one is activated', () =>
    shopModels(async (place) => {
      await writeFile(join(place.shippedFolder, 'shipped-1', 'reranker.bin'), 'nothing of the kind');
      using models = await openAt(place);
      expect(() => models.hold()).toThrow(expect.objectContaining({ code: 'MODEL_REFUSED' }) as Error);
      await models.activate('own-1');
      expect(activeVersion(models)).toBe('own-1');
    }));

  it('name a directory that cannot be read instead of hiding it', () =>
    shopModels(async (place) => {
      await mkdir(join(place.folder, 'half'));
      using models = await openAt(place);
      const { models: listed, unreadable } = await models.list();
      expect(listed).toHaveLength(3);
      expect(unreadable).toEqual([{ version: 'half', reason: expect.stringContaining('manifest.json: cannot be read') }]);
    }));
});

describe('swapping', () => {
  it('lets requests under way finish on the model they began with', () =>
    shopModels(async (place) => {
      using models = await openAt(place);
      using held = models.hold()!;
      const before = held.value.scorer.score(rows);
      await models.activate('own-1');
      expect(held.value.scorer.score(rows)).toEqual(before);
      using next = models.hold()!;
      expect(next.value.version).toBe('own-1');
      expect(next.value.scorer.score(rows)).not.toEqual(before);
    }));

  it('a hundred times under load fails no request and leaves memory as it was', () =>
    shopModels(async (place) => {
      const start = tf.memory().numTensors;
      {
        using models = await openAt(place);
        const memory = { ...tf.memory() };
        const expected = new Map<string, Float64Array>();
        for (const version of ['shipped-1', 'own-1', 'own-2']) {
          await models.activate(version);
          using held = models.hold()!;
          expected.set(version, held.value.scorer.score(rows));
        }
        const answered = new Set<string>();
        const request = async (): Promise<void> => {
          using held = models.hold()!;
          // As a request does: it waits for other parts while it holds the model.
          await new Promise((resolve) => setTimeout(resolve, 1));
          expect(held.value.scorer.score(rows)).toEqual(expected.get(held.value.version));
          answered.add(held.value.version);
        };
        for (let swap = 0; swap < 100; swap += 1) {
          await Promise.all([request(), models.activate(['own-1', 'own-2', 'shipped-1'][swap % 3]!), request(), request()]);
        }
        expect([...answered].toSorted()).toEqual(['own-1', 'own-2', 'shipped-1']);
        expect(tf.memory()).toMatchObject({ numTensors: memory.numTensors, numBytes: memory.numBytes });
      }
      expect(tf.memory().numTensors).toBe(start);
    }));

  it('at the same time ends with the one asked for last', () =>
    shopModels(async (place) => {
      using models = await openAt(place);
      await Promise.all(['own-1', 'own-2', 'shipped-1', 'own-1'].map((version) => models.activate(version)));
      expect(activeVersion(models)).toBe('own-1');
      using reopened = await openAt(place);
      expect(activeVersion(reopened)).toBe('own-1');
    }));
});

/** Two items that each lead to the other. */
function linear({ items = [1, 0], pastDecay = 0.5 }: { readonly items?: readonly number[]; readonly pastDecay?: number } = {}): ModelComponent {
  const neighbours = { width: 1, items: Int32Array.from(items), weights: Float32Array.from(items, () => 1) };
  const component = toSlistComponent({ pastDecay, itemIds: ['a', 'b'].map(productId), neighbours });
  return { ...component, weights: component.weights.map((weight) => (Array.isArray(weight.data) ? weight : { ...weight, shape: [items.length, 1] })) };
}

async function rewrite(folder: string, changes: Partial<ModelFacts>, components: ModelComponents, samples = scoreSamplesOrNone): Promise<void> {
  await rm(join(folder, 'own-1'), { recursive: true });
  await writeRandomModel({ folder, version: 'own-1', seed: 2, facts: { ...factsOfShop, ...changes }, components, scoreSamples: samples });
}

/** What cannot be scored can be written all the same: whoever made it had another release, or a fault. */
function scoreSamplesOrNone(components: ModelComponents) {
  try {
    const scores = scoreSamples(components);
    return scores[RERANKER]!.every(Number.isFinite) ? scores : {};
  } catch {
    return {};
  }
}
