import { appendFile, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkModel, listModels, type ModelComponents, type ModelExpectations, openTensors, readModel, readModelSummary, writeModel } from '../../../ranker/index.ts';
import type { ModelFacts } from '../../../ranker/model/model-types.ts';
import { modelVersion } from '../../../schema/ids.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';

beforeAll(() => openTensors('wasm'));

const facts: ModelFacts = {
  version: modelVersion('test-1'),
  trainedAtMs: Date.UTC(2026, 10, 24),
  features: ['lexical', 'price'],
  textEncoder: 'static-1',
  dimensions: { content: 2 },
  metrics: [{ name: 'ndcg@10', value: 0.5 }],
  data: { lists: 3, seed: 7 },
};

const components: ModelComponents = {
  reranker: { settings: { hidden: [2] }, weights: [{ name: 'dense', shape: [2, 2], data: Float32Array.of(1, -2, 0.5, 4) }] },
  'list-parts': {
    settings: {},
    weights: [
      { name: 'items', shape: [2], data: ['a', 'é'] },
      { name: 'places', shape: [2], data: Int32Array.of(3, -1) },
    ],
  },
};

/** Stands for what the parts' own code does: a number that depends on each weight. */
const scoreSamples = ({ reranker }: ModelComponents) => ({ reranker: [...(reranker!.weights[0]!.data as Float32Array)] });

const expected: ModelExpectations = {
  features: facts.features,
  textEncoder: 'static-1',
  dimensions: { content: 2, user: 64 },
  components: ['reranker'],
  scoreSamples,
};

const write = (folder: string, changes: Partial<ModelFacts> = {}, parts = components) =>
  writeModel({ ...facts, ...changes }, parts, { folder, quantized: false, scoreSamples });

describe('a model directory', () => {
  it.each([false, true])('gives back what was written (quantized: %s)', async (quantized) => {
    await using folder = await temporaryFolder();
    const directory = await writeModel(facts, components, { folder: folder.path, quantized, scoreSamples });
    const model = await readModel(directory);
    expect(model).toMatchObject({ ...facts, quantized });
    expect(model.components['list-parts']).toEqual(components['list-parts']);
    expect(model.components.reranker!.settings).toEqual({ hidden: [2] });
    for (const [index, value] of [1, -2, 0.5, 4].entries()) {
      expect((model.components.reranker!.weights[0]!.data as Float32Array)[index]).toBeCloseTo(value, quantized ? 1 : 6);
    }
    // Four weights, in 8 bits with a scale for each of two channels; two texts of 1 and 2 bytes; two whole numbers.
    expect(await readModelSummary(directory)).toMatchObject({ ...facts, sizeBytes: (quantized ? 4 + 2 * 4 : 4 * 4) + (4 + 1 + 4 + 2) + 2 * 4 });
    expect(() => checkModel(model, expected)).not.toThrow();
  });

  it('is listed by name once it is whole', async () => {
    await using folder = await temporaryFolder();
    expect(await listModels(join(folder.path, 'absent'))).toEqual([]);
    await write(folder.path, { version: modelVersion('b') });
    await write(folder.path, { version: modelVersion('a') });
    await mkdir(join(folder.path, '.c-cut-short'));
    expect(await listModels(folder.path)).toEqual(['a', 'b'].map((name) => join(folder.path, name)));
  });

  it('is written whole or not at all, and never over another', async () => {
    await using folder = await temporaryFolder();
    const parts = { ...components, 'Not a name': components.reranker! };
    await expect(write(folder.path, {}, parts)).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('Not a name') });
    await expect(write(folder.path, { version: modelVersion('../up') })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await listModels(folder.path)).toEqual([]);
    await write(folder.path);
    await expect(write(folder.path)).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('test-1') });
  });

  it.each<[string, RegExp, (directory: string) => Promise<unknown>]>([
    ['a flipped bit', /reranker\.bin: its checksum/, (directory) => flipBit(join(directory, 'reranker.bin'))],
    ['a lost end', /reranker\.bin: expected 16 bytes, got 9/, (directory) => truncate(join(directory, 'reranker.bin'), 9)],
    ['something appended', /reranker\.bin: expected 16 bytes, got 17/, (directory) => appendFile(join(directory, 'reranker.bin'), 'x')],
    ['a missing file', /list-parts\.bin: cannot be read/, (directory) => rm(join(directory, 'list-parts.bin'))],
    ['a missing manifest', /manifest\.json: cannot be read/, (directory) => rm(join(directory, 'manifest.json'))],
    ['half a manifest', /manifest\.json: expected JSON/, (directory) => truncate(join(directory, 'manifest.json'), 40)],
    ['shapes beyond the file', /reranker\.bin: its bytes do not fit/, (directory) => edit(directory, /\[\s+2,\s+2\s+\]/, '[20, 2]')],
    ['a later format', /manifest\.json: format/, (directory) => edit(directory, /"format": 1/, '"format": 2')],
    ['the name of another', /expected the version test-1, got test-2/, (directory) => edit(directory, /test-1/, 'test-2')],
  ])('with %s is refused with the reason', async (_fault, reason, damage) => {
    await using folder = await temporaryFolder();
    const directory = await write(folder.path);
    await damage(directory);
    await expect(readModel(directory)).rejects.toMatchObject({ code: 'MODEL_REFUSED', message: expect.stringMatching(reason) });
  });
});

describe('the self-check', () => {
  it.each<[string, RegExp, Partial<ModelFacts>, Partial<ModelExpectations>]>([
    ['another order of features', /expected price as number 1, got lexical/, {}, { features: ['price', 'lexical'] }],
    ['a feature too few', /expected rating as number 3, got no more/, {}, { features: ['lexical', 'price', 'rating'] }],
    ['a feature too many', /expected no more as number 3, got new/, { features: ['lexical', 'price', 'new'] }, {}],
    ['another text encoder', /text encoder: expected static-2, .* got static-1/, {}, { textEncoder: 'static-2' }],
    ['vectors of another length', /dimension content: expected 256, got 2/, {}, { dimensions: { content: 256 } }],
    ['a part that is missing', /expected user-encoder, got none/, {}, { components: ['user-encoder'] }],
    ['weights that do not fit the code', /the weights do not fit \(no such shape\)/, {}, { scoreSamples: () => { throw new Error('no such shape'); } }],
    ['another score than recorded', /expected 4 for sample 4, got 4.1/, {}, { scoreSamples: () => ({ reranker: [1, -2, 0.5, 4.1] }) }],
    ['a score that is no number', /expected 1 for sample 1, got NaN/, {}, { scoreSamples: () => ({ reranker: [Number.NaN, -2, 0.5, 4] }) }],
    ['a sample that was never recorded', /expected 0 sample scores, got 1/, {}, { scoreSamples: () => ({ encoder: [1] }) }],
  ])('refuses %s', async (_fault, reason, changes, expectations) => {
    await using folder = await temporaryFolder();
    const model = await readModel(await write(folder.path, changes));
    expect(() => checkModel(model, { ...expected, ...expectations })).toThrow(expect.objectContaining({ code: 'MODEL_REFUSED', message: expect.stringMatching(reason) }));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s in the weights, whatever the checksums say', async (value) => {
    await using folder = await temporaryFolder();
    const broken = { reranker: { settings: {}, weights: [{ name: 'dense', shape: [2], data: Float32Array.of(1, value) }] } };
    const directory = await writeModel(facts, broken, { folder: folder.path, quantized: false, scoreSamples: () => ({}) });
    const model = await readModel(directory);
    expect(() => checkModel(model, expected)).toThrow(`reranker: expected finite weights, got ${value} in dense at 1`);
  });

  it('does not mind a model moved to another folder', async () => {
    await using folder = await temporaryFolder();
    const directory = await write(folder.path);
    await mkdir(join(folder.path, 'elsewhere'));
    const moved = join(folder.path, 'elsewhere', 'test-1');
    await rename(directory, moved);
    const model = await readModel(moved);
    expect(() => checkModel(model, expected)).not.toThrow();
  });
});

async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[5]! ^= 1;
  await writeFile(path, bytes);
}

async function edit(directory: string, from: RegExp, to: string): Promise<void> {
  const path = join(directory, 'manifest.json');
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(from);
  await writeFile(path, text.replace(from, to));
}
