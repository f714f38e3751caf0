import * as tf from '@tensorflow/tfjs-core';
import { CHANNELS_SUFFIX, type EncodedWeights } from './encode-weights.ts';
import type { NamedWeights } from './model-types.ts';

/**
 * The reverse of `encodeWeights`; quantized tensors come back as float32. Needs a tensor backend; keeps no tensor.
 * @throws Error where bytes and specs do not fit.
 */
export function decodeWeights({ specs, bytes }: EncodedWeights): readonly NamedWeights[] {
  const buffer = new Uint8Array(bytes).buffer;
  // A spec of tfjs's own type is mutable.
  const tensors = tf.io.decodeWeights(buffer, structuredClone([...specs]) as tf.io.WeightsManifestEntry[]);
  try {
    const channelsOf = (name: string): Float32Array | undefined =>
      tensors[name + CHANNELS_SUFFIX]?.dataSync<'float32'>();
    return specs
      .filter(({ name }) => !name.endsWith(CHANNELS_SUFFIX))
      .map(({ name, shape, dtype, quantization }): NamedWeights => {
        const data = tensors[name]!.dataSync() as unknown as NamedWeights['data'];
        if (dtype === 'string') return { name, shape, data: [...(data as readonly string[])] };
        const own = (data as Float32Array | Int32Array).slice();
        return { name, shape, data: quantization === undefined ? own : scaled(own as Float32Array, channelsOf(name)) };
      });
  } finally {
    tf.dispose(tensors);
  }
}

function scaled(values: Float32Array, channels: Float32Array | undefined): Float32Array {
  return channels === undefined ? values : values.map((value, index) => value * channels[index % channels.length]!);
}
