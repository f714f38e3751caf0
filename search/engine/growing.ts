/** The typed arrays that the engine is made of. */
export type Numbers = Uint8Array | Int8Array | Uint32Array | Float32Array | Float64Array;

/** A typed array that grows: `data` beyond `length` is spare. Hot loops read `data` directly. */
export interface Growing<T extends Numbers> {
  data: T;
  length: number;
}

export const growingBytes = (): Growing<Uint8Array> => ({ data: new Uint8Array(16), length: 0 });
export const growingSignedBytes = (): Growing<Int8Array> => ({ data: new Int8Array(16), length: 0 });
export const growingWords = (): Growing<Uint32Array> => ({ data: new Uint32Array(16), length: 0 });
export const growingFloats = (): Growing<Float32Array> => ({ data: new Float32Array(16), length: 0 });
export const growingDoubles = (): Growing<Float64Array> => ({ data: new Float64Array(16), length: 0 });

export function append<T extends Numbers>(array: Growing<T>, value: number): void {
  if (array.length === array.data.length) reserve(array, array.length + 1);
  array.data[array.length++] = value;
}

/** Adds `count` zeros and returns where they begin. */
export function appendZeros<T extends Numbers>(array: Growing<T>, count: number): number {
  const start = array.length;
  reserve(array, start + count);
  array.length = start + count;
  return start;
}

/** Room for `length` values; half as much again on top, so that appending costs constant time. */
function reserve<T extends Numbers>(array: Growing<T>, length: number): void {
  if (length <= array.data.length) return;
  const Constructor = array.data.constructor as new (length: number) => T;
  const data = new Constructor(Math.max(length, array.length + (array.length >>> 1) + 16));
  data.set(array.data.subarray(0, array.length));
  array.data = data;
}
