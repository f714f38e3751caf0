import type { VectorItem } from './item-vectors.ts';

/**
 * Digest of what a user encoder reads of products, in their order, whatever steps are made on them: 0 to 2^32 - 1. The body of MurmurHash3
 * (A. Appleby, 32 bits, x86): a hash that only multiplies would let two changed signs cancel out.
 */
export function contentDigest(stored: Iterable<VectorItem['stored']>): number {
  let digest = 0;
  const add = (word: number): void => {
    digest = Math.imul(rotated(digest ^ Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593), 13), 5) + 0xe6546b64;
  };
  for (const product of stored) {
    const embedding = product?.embedding ?? null;
    add(embedding?.length ?? 0);
    if (embedding === null) continue;
    const words = new Uint32Array(embedding.buffer, embedding.byteOffset, embedding.length);
    for (const word of words) add(word);
  }
  return digest >>> 0;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
