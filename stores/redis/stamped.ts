import type { SequencePosition } from '../ports/shopper-event.ts';
import type { CachedEmbedding } from '../ports/user-state-cache.ts';

type EmbeddingBody = Omit<CachedEmbedding, 'position'>;

/** What is kept of a shopper, with the position it was made at and its end. */
export interface Stamped {
  readonly position: SequencePosition;
  /** Unix epoch, milliseconds. */
  readonly expiresAtMs: number;
  readonly body: Buffer;
}

/** Two float64, little-endian: the position, and when it expires. Integers up to 2^53 are exact, also in the server's Lua. */
const HEAD_BYTES = 16;

export function encodeStamped({ position, expiresAtMs, body }: Stamped): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  bytes.writeDoubleLE(position, 0);
  bytes.writeDoubleLE(expiresAtMs, 8);
  body.copy(bytes, HEAD_BYTES);
  return bytes;
}

/** Null for what is shorter than a stamp. */
export function decodeStamped(bytes: Buffer): Stamped | null {
  if (bytes.length < HEAD_BYTES) return null;
  const position = bytes.readDoubleLE(0) as SequencePosition;
  return { position, expiresAtMs: bytes.readDoubleLE(8), body: bytes.subarray(HEAD_BYTES) };
}

const CONTENT_BYTES = 4;

/** The digest as uint32, then the vector as float32, little-endian, which is how every platform that Node runs on keeps it. */
export function encodeEmbedding({ content, vector }: EmbeddingBody): Buffer {
  const bytes = Buffer.allocUnsafe(CONTENT_BYTES + vector.byteLength);
  bytes.writeUInt32LE(content, 0);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), CONTENT_BYTES);
  return bytes;
}

/** The vector is a copy, since the driver's buffers begin anywhere, and a Float32Array only at multiples of 4. */
export function decodeEmbedding(bytes: Buffer): EmbeddingBody {
  return { content: bytes.readUInt32LE(0), vector: new Float32Array(Uint8Array.from(bytes.subarray(CONTENT_BYTES)).buffer) };
}
