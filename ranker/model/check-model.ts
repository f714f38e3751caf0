import { modelRefused } from './model-refused.ts';
import type { ModelComponents, SampleScores, StoredModel } from './model-types.ts';

/** Largest difference to the recorded score of a sample, relative where scores are above 1: backends round differently. */
const TOLERANCE = 1e-3;

export interface ModelExpectations {
  /** Of this release, in order. */
  readonly features: readonly string[];
  /** Version of the encoder whose vectors the index holds; null: unknown or none, then any model fits. */
  readonly textEncoder: string | null;
  /** Lengths that this shop's vectors have, by name; those that a model does not name do not matter. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** Components that must be there. */
  readonly components: readonly string[];
  /** Scores the built-in sample of each component; throws where the weights do not fit its code. */
  readonly scoreSamples: (components: ModelComponents) => SampleScores;
}

/**
 * Whether a model may serve: it fits this release and this shop, all its weights are numbers, and it scores its built-in
 * samples as when it was written.
 * @throws AppError `MODEL_REFUSED` with the first reason why not.
 */
export function checkModel(model: StoredModel, expected: ModelExpectations): void {
  const { version, components } = model;
  const refuse = (reason: string, cause?: unknown): never => {
    throw modelRefused(version, reason, { cause });
  };
  const difference = firstDifference(expected.features, model.features);
  if (difference !== null) refuse(`feature list: ${difference}`);
  if (expected.textEncoder !== null && model.textEncoder !== null && model.textEncoder !== expected.textEncoder) {
    refuse(`text encoder: expected ${expected.textEncoder}, which the index was made with, got ${model.textEncoder}`);
  }
  for (const [name, length] of Object.entries(expected.dimensions)) {
    const got = model.dimensions[name];
    if (got !== undefined && got !== length) refuse(`dimension ${name}: expected ${length}, got ${got}`);
  }
  for (const name of expected.components) if (!(name in components)) refuse(`components: expected ${name}, got none`);
  const notFinite = firstNotFinite(components);
  if (notFinite !== null) refuse(notFinite);
  let scores: SampleScores = {};
  try {
    scores = expected.scoreSamples(components);
  } catch (cause) {
    refuse(`self-check: the weights do not fit (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
  for (const [name, got] of Object.entries(scores)) checkSample(name, got, model.sampleScores[name] ?? [], refuse);
}

function firstDifference(expected: readonly string[], got: readonly string[]): string | null {
  const length = Math.max(expected.length, got.length);
  for (let index = 0; index < length; index += 1) {
    if (expected[index] !== got[index]) {
      return `expected ${expected[index] ?? 'no more'} as number ${index + 1}, got ${got[index] ?? 'no more'}`;
    }
  }
  return null;
}

function firstNotFinite(components: ModelComponents): string | null {
  for (const [component, { weights }] of Object.entries(components)) {
    for (const { name, data } of weights) {
      const index = data instanceof Float32Array ? data.findIndex((value) => !Number.isFinite(value)) : -1;
      if (index >= 0) return `${component}: expected finite weights, got ${String(data[index])} in ${name} at ${index}`;
    }
  }
  return null;
}

function checkSample(name: string, got: readonly number[], recorded: readonly number[], refuse: (reason: string) => never): void {
  if (got.length !== recorded.length) refuse(`self-check of ${name}: expected ${recorded.length} sample scores, got ${got.length}`);
  for (const [index, value] of got.entries()) {
    const expected = recorded[index]!;
    if (!(Math.abs(value - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
      refuse(`self-check of ${name}: expected ${expected} for sample ${index + 1}, got ${value}`);
    }
  }
}
