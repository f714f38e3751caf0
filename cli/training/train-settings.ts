/** What `aisle train` and `aisle evaluate` let one choose. */
export interface TrainSettings {
  readonly seed: number;
  readonly epochsMax: number;
  /** Seconds given to the classic LSTM, for comparison; 0: it is left out. */
  readonly lstmSeconds: number;
  /** Weights are stored in 8 bits: what is measured is the model as it is stored. */
  readonly quantized: boolean;
}

/** Where libtensorflow is missing, a product of matrices takes some thirty times as long. */
export const LINEAR_ITEMS_MAX = { tensorflow: 12_500, wasm: 3_000 } as const;

/** Shoppers that choices are made by, and that results are measured on; seeded where there are more. */
export const CASES_MAX = { validation: 2_000, test: 5_000, classification: 1_000 } as const;

/** Fewer say nothing. */
export const CASES_MIN = 10;
