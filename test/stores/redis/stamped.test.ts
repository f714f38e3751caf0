import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeStamped, decodeVector, encodeStamped, encodeVector } from '../../../stores/redis/stamped.ts';

it('gives back every position, time and vector, wherever in a buffer they lie', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.float32Array(), fc.nat(9), (position, expiresAtMs, vector, offset) => {
      const bytes = encodeStamped({ position: position as never, expiresAtMs, body: encodeVector(vector) });
      const moved = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      const { body, ...stamp } = decodeStamped(moved)!;
      expect(stamp).toEqual({ position, expiresAtMs });
      expect(decodeVector(body)).toEqual(vector);
    }),
  );
});

it('reads nothing from what is too short', () => {
  expect(decodeStamped(Buffer.alloc(15))).toBeNull();
});
