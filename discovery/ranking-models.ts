import type { ModelVersion } from '../schema/ids.ts';

/** A ranking model as those who run the shop see it. */
export interface RankingModel {
  readonly version: ModelVersion;
  readonly active: boolean;
  /** Unix epoch, milliseconds. */
  readonly trainedAtMs: number;
  /** Of the weights. */
  readonly sizeBytes: number;
  /** Weights in 8 bits. */
  readonly quantized: boolean;
  /** Offline metrics, of the data that it was held out from. */
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/** The ranking models on offer; `Models` of the ranker is one. */
export interface RankingModels {
  /** The active one first, then the newest. */
  list(): Promise<{ readonly models: readonly RankingModel[] }>;
  /**
   * Makes a model the active one for the next request, durably.
   * @throws AppError `MODEL_NOT_FOUND`, or `MODEL_REFUSED` with the reason; the active model keeps serving then.
   */
  activate(version: string): Promise<RankingModel>;
}
