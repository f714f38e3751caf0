import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../schema/errors.ts';
import { decodeWeights } from './decode-weights.ts';
import { encodeWeights, type EncodedWeights } from './encode-weights.ts';
import { MANIFEST_FILE, MANIFEST_FORMAT, type Manifest, manifestSchema } from './manifest.ts';
import type { ModelComponents, ModelFacts, SampleScores } from './model-types.ts';

export interface WriteModelOptions {
  /** Folder of models, such as `<data>/models`; made where it is not there. The model's directory is named by its version. */
  readonly folder: string;
  /** Weights of at least two axes in 8 bits. */
  readonly quantized: boolean;
  /** Scores each component's built-in sample, with the weights as they will be read: quantized, where they are. */
  readonly scoreSamples: (components: ModelComponents) => SampleScores;
}

/**
 * Writes a model's directory whole or not at all: into a folder beside it, synced, then renamed. Needs a tensor backend.
 * @returns the directory.
 * @throws AppError `INPUT_INVALID` where a fact is not as the manifest wants it, or the version is taken.
 */
export async function writeModel(
  facts: ModelFacts,
  components: ModelComponents,
  { folder, quantized, scoreSamples }: WriteModelOptions,
): Promise<string> {
  const encoded = Object.entries(components).map(([name, { weights }]) => [name, encodeWeights(weights, { quantized })] as const);
  const asRead = encoded.map(([name, file]) => [name, { settings: components[name]!.settings, weights: decodeWeights(file) }]);
  const { version, trainedAtMs, features, textEncoder, dimensions, metrics, data } = facts;
  const manifest = checked({
    format: MANIFEST_FORMAT,
    version,
    trainedAt: new Date(trainedAtMs).toISOString(),
    features: [...features],
    textEncoder,
    dimensions,
    metrics: [...metrics],
    data,
    quantized,
    sampleScores: rounded(scoreSamples(Object.fromEntries(asRead))),
    components: Object.fromEntries(encoded.map(([name, file]) => [name, entryOf(name, components, file)])),
  });
  const directory = join(folder, version);
  if (existsSync(directory)) throw new AppError('INPUT_INVALID', `version: expected a new one, but ${version} is in ${folder} already.`);
  const temporary = join(folder, `.${version}-${randomUUID()}`);
  await mkdir(temporary, { recursive: true });
  try {
    for (const [name, { bytes }] of encoded) await writeSynced(join(temporary, fileOf(name)), bytes);
    await writeSynced(join(temporary, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await syncFolder(temporary);
    await rename(temporary, directory);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(folder);
  return directory;
}

/** To six digits: backends differ in the seventh. */
function rounded(scores: SampleScores): SampleScores {
  return Object.fromEntries(Object.entries(scores).map(([name, values]) => [name, values.map((value) => Number(value.toPrecision(6)))]));
}

function checked(manifest: unknown): Manifest {
  const parsed = manifestSchema.safeParse(manifest);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AppError('INPUT_INVALID', `The model cannot be written: ${faults.join('; ')}.`);
}

function entryOf(name: string, components: ModelComponents, { specs, bytes }: EncodedWeights): Manifest['components'][string] {
  return {
    settings: { ...components[name]!.settings },
    file: fileOf(name),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    weights: [...specs],
  };
}

function fileOf(component: string): string {
  return `${component}.bin`;
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await using file = await open(path, 'wx');
  await file.writeFile(content);
  await file.sync();
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
