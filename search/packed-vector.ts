/** A vector's direction as one signed byte a component, the largest component using the whole range. */
export function packVector(vector: Float32Array): Uint8Array {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const scale = largest === 0 ? 0 : 127 / largest;
  const packed = new Int8Array(vector.length);
  for (let place = 0; place < vector.length; place++) packed[place] = Math.round(vector[place]! * scale);
  return new Uint8Array(packed.buffer);
}

/** The unit vector of a packed direction; zeros stay zeros. Packed again, it gives the same bytes. */
export function unpackVector(packed: Uint8Array): Float32Array {
  const components = new Int8Array(packed.buffer, packed.byteOffset, packed.length);
  const norm = Math.hypot(...components);
  const vector = new Float32Array(components.length);
  if (norm === 0) return vector;
  for (let place = 0; place < components.length; place++) vector[place] = components[place]! / norm;
  return vector;
}
