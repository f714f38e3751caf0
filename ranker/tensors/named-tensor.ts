/** A tensor outside of any backend: what models are stored as. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major; as many numbers as the shape has places. */
  readonly data: Float32Array;
}
