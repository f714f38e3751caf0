/**
 * The directions in which some vectors vary most, orthonormal: the leading eigenvectors of their second moments, by
 * subspace iteration with Gram-Schmidt (H. Rutishauser 1970, Simultaneous iteration method for symmetric matrices).
 * Not centred: what is kept is as much of each vector, and so of each cosine, as `count` dimensions can hold.
 *
 * @param vectors - float32 of shape `[n, length]`.
 * @param random - Uniform in [0, 1); the same numbers give the same axes.
 * @returns float32 of shape `[count, length]`, the most important first.
 */
export function principalAxes(
  vectors: Float32Array,
  { length, count, random }: { readonly length: number; readonly count: number; readonly random: () => number },
): Float32Array {
  const moments = secondMoments(vectors, length);
  let axes = Float64Array.from({ length: count * length }, () => random() - 0.5);
  orthonormalize(axes, length);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    axes = applied(moments, axes, length);
    orthonormalize(axes, length);
  }
  return Float32Array.from(axes);
}

/** Enough for the last of some hundred axes to settle as far as cosines can tell. */
const ITERATIONS = 40;

function secondMoments(vectors: Float32Array, length: number): Float64Array {
  const moments = new Float64Array(length * length);
  for (let at = 0; at < vectors.length; at += length) {
    for (let i = 0; i < length; i++) {
      const value = vectors[at + i]!;
      for (let j = 0; j <= i; j++) moments[i * length + j]! += value * vectors[at + j]!;
    }
  }
  for (let i = 0; i < length; i++) for (let j = 0; j < i; j++) moments[j * length + i] = moments[i * length + j]!;
  return moments;
}

function applied(moments: Float64Array, axes: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(axes.length);
  for (let axis = 0; axis < axes.length; axis += length) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let j = 0; j < length; j++) sum += moments[i * length + j]! * axes[axis + j]!;
      next[axis + i] = sum;
    }
  }
  return next;
}

function orthonormalize(axes: Float64Array, length: number): void {
  for (let axis = 0; axis < axes.length; axis += length) {
    const own = axes.subarray(axis, axis + length);
    for (let other = 0; other < axis; other += length) {
      const dot = dotOf(own, axes.subarray(other, other + length));
      for (let i = 0; i < length; i++) own[i]! -= dot * axes[other + i]!;
    }
    const norm = Math.sqrt(dotOf(own, own));
    for (let i = 0; i < length; i++) own[i]! /= norm;
  }
}

function dotOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
