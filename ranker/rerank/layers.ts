import { AppError } from '../../schema/errors.ts';
import type { ModelComponent } from '../model/model-types.ts';

/** Name of the reranker's component in a model. */
export const RERANKER = 'reranker';

/** A dense layer outside of any backend. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** `[inputs, outputs]`, row-major. */
  readonly weights: Float32Array;
  /** `[outputs]`. */
  readonly bias: Float32Array;
}

export function toComponent(layers: readonly Layer[]): ModelComponent {
  return {
    settings: { activation: 'relu' },
    weights: layers.flatMap(({ inputs, outputs, weights, bias }, depth) => [
      { name: `dense${depth + 1}.weights`, shape: [inputs, outputs], data: weights },
      { name: `dense${depth + 1}.bias`, shape: [outputs], data: bias },
    ]),
  };
}

/**
 * The layers of a component, first to last.
 * @throws AppError `INVARIANT_BROKEN` where they do not follow on one another from `inputs` to one output.
 */
export function toLayers({ weights }: ModelComponent, inputs: number): readonly Layer[] {
  const layers: Layer[] = [];
  let width = inputs;
  for (let place = 0; place < weights.length; place += 2) {
    const [kernel, bias] = [weights[place]!, weights[place + 1]];
    const outputs = kernel.shape[1] ?? 0;
    if (kernel.shape[0] !== width || !(kernel.data instanceof Float32Array) || kernel.data.length !== width * outputs) {
      throw new AppError('INVARIANT_BROKEN', `${kernel.name}: expected ${width} rows of floats, got [${kernel.shape.join(', ')}].`);
    }
    if (!(bias?.data instanceof Float32Array) || bias.data.length !== outputs) {
      throw new AppError('INVARIANT_BROKEN', `${kernel.name}: expected a bias of ${outputs}, got ${bias?.data.length ?? 'none'}.`);
    }
    layers.push({ inputs: width, outputs, weights: kernel.data, bias: bias.data });
    width = outputs;
  }
  if (layers.length === 0 || width !== 1) throw new AppError('INVARIANT_BROKEN', `reranker: expected one output, got ${width}.`);
  return layers;
}
