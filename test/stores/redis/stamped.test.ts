import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeEmbedding, decodeStamped, encodeEmbedding, encodeStamped } from '../../../stores/redis/stamped.ts';

it('gives back every position, time and vector, wherever in a buffer they lie', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.float32Array(), fc.nat(0xffff_ffff), fc.nat(9), (position, expiresAtMs, vector, content, offset) => {
      const bytes = encodeStamped({ position: position as never, expiresAtMs, body: encodeEmbedding({ content, vector }) });
      const moved = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      const { body, ...stamp } = decodeStamped(moved)!;
      expect(stamp).toEqual({ position, expiresAtMs });
      expect(decodeEmbedding(body)).toEqual({ content, vector });
    }),
  );
});

it('reads nothing from what is too short', () => {
  expect(decodeStamped(Buffer.alloc(15))).toBeNull();
});
