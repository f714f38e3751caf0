export const SIGN = 0x80000000;

/** Bits of a 32-bit float that is not -0, as a key that rises with it. */
export function ascendingBits(bits: number): number {
  return (bits & SIGN) === 0 ? bits | SIGN : ~bits;
}

/**
 * Stable sort of `order` by `keys[entry]` ascending, least significant byte first; bytes that all keys share cost no
 * pass. Sorting by several keys is sorting by the least significant one first.
 * D. E. Knuth: The Art of Computer Programming, volume 3, 2nd edition, section 5.2.5, algorithm R.
 *
 * @param spare As long as `order`.
 * @returns The array that holds the result, and the other one.
 */
export function radixSort(order: Uint32Array, spare: Uint32Array, keys: Uint32Array): [Uint32Array, Uint32Array] {
  let from = order;
  let to = spare;
  const counts = new Uint32Array(4 * 256);
  for (const entry of from) {
    const key = keys[entry]!;
    counts[key & 0xff]!++;
    counts[256 + ((key >>> 8) & 0xff)]!++;
    counts[512 + ((key >>> 16) & 0xff)]!++;
    counts[768 + (key >>> 24)]!++;
  }
  for (let byte = 0; byte < 4; byte++) {
    const ofByte = counts.subarray(byte * 256, byte * 256 + 256);
    if (ofByte.includes(from.length)) continue;
    for (let value = 0, start = 0; value < 256; value++) {
      const count = ofByte[value]!;
      ofByte[value] = start;
      start += count;
    }
    const shift = byte * 8;
    for (const entry of from) to[ofByte[(keys[entry]! >>> shift) & 0xff]!++] = entry;
    [from, to] = [to, from];
  }
  return [from, to];
}
