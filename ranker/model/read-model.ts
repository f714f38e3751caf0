import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { modelVersion } from '../../schema/ids.ts';
import { decodeWeights } from './decode-weights.ts';
import { MANIFEST_FILE, type Manifest, manifestSchema } from './manifest.ts';
import { modelRefused } from './model-refused.ts';
import type { ModelComponent, ModelFacts, StoredModel } from './model-types.ts';

/** What a manifest tells of a model, without its weights. */
export type ModelSummary = ModelFacts & Pick<StoredModel, 'quantized' | 'sizeBytes' | 'sampleScores'>;

/**
 * Reads a manifest; the weights stay where they are.
 * @throws AppError `MODEL_REFUSED` where it is missing, not as expected, or of another model than its directory's name says.
 */
export async function readModelSummary(directory: string): Promise<ModelSummary> {
  return summaryOf(await readManifest(directory));
}

/**
 * Reads a whole model and compares each file with its checksum. Needs a tensor backend; keeps no tensor.
 * @throws AppError `MODEL_REFUSED` where a file is missing, damaged or not as its specs say.
 */
export async function readModel(directory: string): Promise<StoredModel> {
  const manifest = await readManifest(directory);
  const components: Record<string, ModelComponent> = {};
  for (const [name, entry] of Object.entries(manifest.components)) {
    components[name] = { settings: entry.settings, weights: await readWeights(directory, manifest.version, entry) };
  }
  return { ...summaryOf(manifest), components };
}

async function readManifest(directory: string): Promise<Manifest> {
  const version = basename(directory);
  const text = await readOrRefuse(join(directory, MANIFEST_FILE), version);
  let json: unknown;
  try {
    json = JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw modelRefused(version, `${MANIFEST_FILE}: expected JSON`, { cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw modelRefused(version, `${MANIFEST_FILE}: ${path.join('.')}: ${message}`);
  }
  if (parsed.data.version !== version) {
    throw modelRefused(version, `${MANIFEST_FILE}: expected the version ${version}, got ${parsed.data.version}`);
  }
  return parsed.data;
}

async function readWeights(directory: string, version: string, { file, bytes: length, sha256, weights: specs }: Manifest['components'][string]) {
  const bytes = await readOrRefuse(join(directory, file), version);
  if (bytes.length !== length) throw modelRefused(version, `${file}: expected ${length} bytes, got ${bytes.length}`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw modelRefused(version, `${file}: its checksum is not the one in ${MANIFEST_FILE}`);
  }
  try {
    return decodeWeights({ specs, bytes });
  } catch (cause) {
    throw modelRefused(version, `${file}: its bytes do not fit the shapes in ${MANIFEST_FILE}`, { cause });
  }
}

async function readOrRefuse(path: string, version: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw modelRefused(version, `${basename(path)}: cannot be read`, { cause });
  }
}

function summaryOf(manifest: Manifest): ModelSummary {
  const { version, trainedAt, features, textEncoder, dimensions, metrics, data, quantized, sampleScores } = manifest;
  return {
    version: modelVersion(version),
    trainedAtMs: Date.parse(trainedAt),
    features,
    textEncoder,
    dimensions,
    metrics,
    data,
    quantized,
    sampleScores,
    sizeBytes: Object.values(manifest.components).reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
