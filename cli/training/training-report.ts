import type { ClassificationIntervals, EpochReport, Interval, PartWeights, RecommenderQuality } from '../../ranker/index.ts';

export interface ModelReport {
  readonly name: string;
  readonly quality: RecommenderQuality;
  /** Null where it was not asked. */
  readonly classification: ClassificationIntervals | null;
}

/** What came of training or evaluation; plain JSON. */
export interface TrainingReport {
  readonly backend: string;
  readonly seed: number;
  readonly shoppers: number;
  readonly items: number;
  readonly steps: number;
  readonly target: string;
  readonly validationFrom: string;
  readonly testFrom: string;
  /** That a model is measured on, unless its own number is smaller. */
  readonly testCases: number;
  readonly cut: number;
  /** Of the user encoder. */
  readonly epochs: readonly EpochReport[];
  readonly weights: PartWeights;
  readonly models: readonly ModelReport[];
  /** Epochs that the LSTM came to in its time; null where it was left out. */
  readonly lstmEpochs: number | null;
  /** NDCG of the user encoder less that of the LSTM, case by case on those that both were measured on; null where it was left out. */
  readonly encoderOverLstm: (Interval & { readonly cases: number }) | null;
  readonly seconds: number;
}
