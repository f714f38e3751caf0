import type { ByteSource, Engine } from '../../../search/index.ts';

/** All pieces of an engine's snapshot in one. */
export function bytesOf(engine: Engine): Uint8Array {
  return new Uint8Array(Buffer.concat(Array.from(engine.snapshot())));
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  let at = 0;
  return {
    remaining: () => bytes.length - at,
    async read(target) {
      target.set(bytes.subarray(at, at + target.length));
      at += target.length;
    },
  };
}
