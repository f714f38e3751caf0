import { decodeWeights } from './decode-weights.ts';
import { encodeWeights } from './encode-weights.ts';
import type { ModelComponent } from './model-types.ts';

/** A component as it will be read again: what is measured of a model in 8 bits is measured of this. Needs a tensor backend. */
export function asStored({ settings, weights }: ModelComponent, { quantized }: { readonly quantized: boolean }): ModelComponent {
  return { settings, weights: decodeWeights(encodeWeights(weights, { quantized })) };
}
