import * as tf from '@tensorflow/tfjs-core';

/** What causal self-attention over a given number of steps needs that is the same for all inputs. */
export interface AttentionFrame {
  /** One-hot distances of query and key, `[length * length, steps]`: turns a table of distances into a bias by one product. */
  readonly distances: tf.Tensor2D;
  /** 0 where the key is not after the query, else -1e9; `[length, length]`. */
  readonly mask: tf.Tensor2D;
}

export interface AttentionFrames {
  /** @param length - 1 to `steps`. The frame is kept: do not dispose of it. */
  of(length: number): AttentionFrame;
  dispose(): void;
}

export function createAttentionFrames(steps: number): AttentionFrames {
  const frames = new Map<number, AttentionFrame>();
  return {
    of(length) {
      const known = frames.get(length);
      if (known !== undefined) return known;
      const frame = makeFrame(length, steps);
      frames.set(length, frame);
      return frame;
    },
    dispose() {
      for (const { distances, mask } of frames.values()) tf.dispose([distances, mask]);
      frames.clear();
    },
  };
}

function makeFrame(length: number, steps: number): AttentionFrame {
  const distances = new Float32Array(length * length * steps);
  const mask = new Float32Array(length * length);
  for (let query = 0; query < length; query += 1) {
    for (let key = 0; key < length; key += 1) {
      const place = query * length + key;
      if (key <= query) distances[place * steps + query - key] = 1;
      else mask[place] = -1e9;
    }
  }
  // `keep` protects them from the `tf.tidy` that the forward pass runs in.
  return {
    distances: tf.keep(tf.tensor2d(distances, [length * length, steps])),
    mask: tf.keep(tf.tensor2d(mask, [length, length])),
  };
}
