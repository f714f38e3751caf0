import type { NamedWeights } from './model-types.ts';
import type { WeightSpec } from './manifest.ts';

/** Name of the tensor that holds the scale of each channel of a quantized one. */
export const CHANNELS_SUFFIX = '/channels';

const LEVELS = 255;

/** What numbers between -1 and 1 become. */
const SIGNED = { dtype: 'uint8', scale: 2 / LEVELS, min: -1 } as const;
/** Where none is negative: 0 stays 0 exactly, which is what a table that is not full has in its empty places. */
const UNSIGNED = { dtype: 'uint8', scale: 1 / LEVELS, min: 0 } as const;

export interface EncodedWeights {
  /** In the order of the bytes. */
  readonly specs: readonly WeightSpec[];
  readonly bytes: Uint8Array;
}

/**
 * Weights in the format of tfjs (`tf.io.decodeWeights` reads it): values one after the other, little-endian; a text as the
 * length of its UTF-8 in 4 bytes, then those.
 *
 * @param weights - In the order in which they are to be stored.
 * @param quantized - Float32 tensors of at least two axes in 8 bits. Each channel (index of the last axis, so output of a dense
 *   layer) is first divided by its largest magnitude, and those are stored beside it: one outlier costs its own channel
 *   precision, not all. Error per value at most 1/255 of the channel's largest. (Krishnamoorthi 2018, "Quantizing deep
 *   convolutional networks for efficient inference", 2.3: per-channel.)
 */
export function encodeWeights(weights: readonly NamedWeights[], { quantized }: { readonly quantized: boolean }): EncodedWeights {
  const parts = weights.flatMap((each) =>
    quantized && each.data instanceof Float32Array && each.shape.length > 1
      ? encodeQuantized(each, each.data)
      : [encodePlain(each)],
  );
  return { specs: parts.map(({ spec }) => spec), bytes: Buffer.concat(parts.map(({ bytes }) => bytes)) };
}

interface EncodedPart {
  readonly spec: WeightSpec;
  readonly bytes: Uint8Array;
}

function encodePlain({ name, shape, data }: NamedWeights): EncodedPart {
  const dtype = data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'string';
  return {
    spec: { name, shape: [...shape], dtype },
    bytes: ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : encodeTexts(data),
  };
}

function encodeTexts(texts: readonly string[]): Uint8Array {
  return Buffer.concat(
    texts.flatMap((text) => {
      const bytes = Buffer.from(text, 'utf8');
      return [new Uint8Array(Uint32Array.of(bytes.length).buffer), bytes];
    }),
  );
}

function encodeQuantized({ name, shape }: NamedWeights, data: Float32Array): readonly EncodedPart[] {
  const channels = shape.at(-1)!;
  const largest = new Float32Array(channels);
  for (const [index, value] of data.entries()) {
    const channel = index % channels;
    largest[channel] = Math.max(largest[channel]!, Math.abs(value));
  }
  const quantization = data.some((value) => value < 0) ? SIGNED : UNSIGNED;
  const bytes = Uint8Array.from(data, (value, index) => {
    const scaled = value / (largest[index % channels]! || 1);
    return Math.round((scaled - quantization.min) / quantization.scale);
  });
  return [
    { spec: { name, shape: [...shape], dtype: 'float32', quantization }, bytes },
    encodePlain({ name: name + CHANNELS_SUFFIX, shape: [channels], data: largest }),
  ];
}
