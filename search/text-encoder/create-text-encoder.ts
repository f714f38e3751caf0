import { isMostlyLatin } from './is-mostly-latin.ts';
import { type PieceWeights, weighProduct, weighQuery } from './piece-counts.ts';
import type { TextEncoder } from './text-encoder.ts';
import type { TokenTable } from './token-table.ts';
import { createWordPieces } from './word-pieces.ts';

/**
 * The static text encoder: the sum of the pieces' vectors, to unit length. Some microseconds a query, without a network.
 * The table carries the weights: common pieces have short vectors.
 */
export function createTextEncoder({ version, dimensions, vocabulary, rows, scales }: TokenTable): TextEncoder {
  const pieces = createWordPieces(vocabulary);
  const sum = (weights: PieceWeights): Float32Array | null => {
    const vector = new Float32Array(dimensions);
    for (const [piece, weight] of weights) {
      const factor = weight * scales[piece]!;
      const start = piece * dimensions;
      if (factor !== 0) for (let i = 0; i < dimensions; i++) vector[i]! += factor * rows[start + i]!;
    }
    const norm = Math.hypot(...vector);
    return norm === 0 ? null : vector.map((value) => value / norm);
  };
  return {
    version,
    dimensions,
    precision: 'words',
    knowsWord: (word) => pieces.numberOf(word) !== undefined,
    async encodeQuery(text, signal) {
      signal?.throwIfAborted();
      return isMostlyLatin(text) ? sum(weighQuery(pieces, text)) : null;
    },
    async encodeProducts(products, signal) {
      signal?.throwIfAborted();
      return products.map((product) => (isMostlyLatin(product.title) ? sum(weighProduct(pieces, product)) : null));
    },
  };
}
