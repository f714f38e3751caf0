/** A vector's direction as one signed byte a component, the largest component using the whole range. */
export function packVector(vector: Float32Array): Uint8Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest === 0 ? 0 : 127 / largest;
  return new Uint8Array(Int8Array.from(vector, (value) => Math.round(value * scale)).buffer);
}

/** The unit vector of a packed direction; zeros stay zeros. Packed again, it gives the same bytes. */
export function unpackVector(packed: Uint8Array): Float32Array {
  const components = new Int8Array(packed.buffer, packed.byteOffset, packed.length);
  const norm = Math.hypot(...components);
  return Float32Array.from(components, (value) => (norm === 0 ? 0 : value / norm));
}
