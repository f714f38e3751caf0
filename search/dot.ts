/** Inner product; 0 where one is missing or they are of different lengths. Of unit vectors: the cosine. */
export function dot(a: Float32Array | null, b: Float32Array | null): number {
  if (a === null || b === null || a.length !== b.length) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
