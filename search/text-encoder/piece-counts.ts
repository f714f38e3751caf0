import type { ProductText } from './text-encoder.ts';
import type { WordPieces } from './word-pieces.ts';

/** Pieces read of a text; what comes later says little more. */
const PIECES_MAX = 64;

/** How much each piece of a text counts: the square root of how often it is there, so that a repetition adds less than the first. */
export type PieceWeights = ReadonlyMap<number, number>;

export function weighQuery(pieces: WordPieces, text: string): PieceWeights {
  return weigh(pieces, [text]);
}

export function weighProduct(pieces: WordPieces, { title, categories, description }: ProductText): PieceWeights {
  return weigh(pieces, [title, ...categories, description]);
}

function weigh(pieces: WordPieces, texts: readonly string[]): PieceWeights {
  const counts = new Map<number, number>();
  for (const text of texts) for (const piece of pieces.cut(text, PIECES_MAX)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  for (const [piece, count] of counts) counts.set(piece, Math.sqrt(count));
  return counts;
}
