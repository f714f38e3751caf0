import { FEATURE_NAMES, type ModelComponents, RERANKER, scoreSamples, writeModel } from '../../../ranker/index.ts';
import type { ModelFacts } from '../../../ranker/model/model-types.ts';
import { modelVersion } from '../../../schema/ids.ts';
import { randomReranker } from './random-reranker.ts';

export interface RandomModelOptions {
  readonly folder: string;
  readonly version: string;
  readonly seed: number;
  readonly facts?: Partial<ModelFacts>;
  readonly components?: ModelComponents;
  readonly scoreSamples?: typeof scoreSamples;
}

/** A model of a random reranker, written as training writes one. Needs a tensor backend. @returns its directory. */
export function writeRandomModel({ folder, version, seed, facts, components, scoreSamples: score = scoreSamples }: RandomModelOptions): Promise<string> {
  const known: ModelFacts = {
    version: modelVersion(version),
    trainedAtMs: Date.UTC(2026, 10, 24) + seed,
    features: FEATURE_NAMES,
    textEncoder: null,
    dimensions: {},
    metrics: [{ name: 'ndcg@10', value: seed / 10 }],
    data: { seed },
    ...facts,
  };
  return writeModel(known, components ?? { [RERANKER]: randomReranker(seed) }, { folder, quantized: false, scoreSamples: score });
}
