import type { ModelVersion } from '../../schema/ids.ts';

/**
 * A named tensor outside of any backend, row-major. Float32 weights may be stored in 8 bits; whole numbers and texts (ids of
 * items, say) are always stored as they are.
 */
export interface NamedWeights {
  /** Unique in its component, without `/`. */
  readonly name: string;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | readonly string[];
}

/** One part of a model, such as `user-encoder`, `reranker` or `list-parts`. */
export interface ModelComponent {
  /** What the part's code must know beside its weights, such as the number of heads; plain JSON. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly weights: readonly NamedWeights[];
}

export type ModelComponents = Readonly<Record<string, ModelComponent>>;

/** What is known of a model beside its parts. */
export interface ModelFacts {
  readonly version: ModelVersion;
  /** Unix epoch, milliseconds. */
  readonly trainedAtMs: number;
  /** Names of the reranker's features, in the order of its inputs. */
  readonly features: readonly string[];
  /** Version of the text encoder whose vectors the model was trained on; null where it needs none. */
  readonly textEncoder: string | null;
  /** Lengths of vectors by name, such as `content` and `user`. */
  readonly dimensions: Readonly<Record<string, number>>;
  /** Offline metrics, such as `ndcg@10`. */
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
  /** The data it saw: counts, seeds, dates. Plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What each component answered to its built-in sample when the model was written, by component. */
export type SampleScores = Readonly<Record<string, readonly number[]>>;

/** A model as its directory holds it. */
export interface StoredModel extends ModelFacts {
  readonly quantized: boolean;
  /** Of the weights. */
  readonly sizeBytes: number;
  readonly sampleScores: SampleScores;
  readonly components: ModelComponents;
}
