/** The texts of a product that an encoder reads; empty where it has none. */
export interface ProductText {
  readonly title: string;
  /** Names of its categories, root first. */
  readonly categories: readonly string[];
  readonly description: string;
}

/**
 * Puts queries and products into one space in which likeness of meaning is the cosine. The same text gives the same
 * vector. Vectors are float32, of length `dimensions` and norm 1; null where the encoder does not know the language or
 * none of the words.
 */
export interface TextEncoder {
  /** Changes with every change of what it gives: vectors of two versions are never compared. */
  readonly version: string;
  readonly dimensions: number;
  /** `words`: a sum of words' vectors. `sentence`: by a model that reads them together; ranking trusts it further. */
  readonly precision: 'words' | 'sentence';
  /** Whether its vocabulary has the normalised word whole, as it has the common words of its language; a typo is put together from parts. */
  knowsWord(word: string): boolean;
  encodeQuery(text: string, signal?: AbortSignal): Promise<Float32Array | null>;
  /** Aligned to `products`. */
  encodeProducts(products: readonly ProductText[], signal?: AbortSignal): Promise<readonly (Float32Array | null)[]>;
}
