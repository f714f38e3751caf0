import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../schema/errors.ts';

/** The CommonJS builds: the others do not load in Node. */
const load = createRequire(import.meta.url);

/** `wasm`: WebAssembly with SIMD, quick for one small call. `tensorflow`: libtensorflow by tfjs-node, quick for large batches. */
export type TensorBackend = 'wasm' | 'tensorflow';

/**
 * Makes a backend the one that tensors live in from now on. A serving process opens `wasm` once; only training and benches
 * open `tensorflow`. Tensors of one backend are moved on use by the other, which is slow: open before making any.
 *
 * @throws AppError `INVARIANT_BROKEN` where the backend is not the one asked for: tfjs falls back to a very slow one without a word.
 * @throws Error where tfjs-node, an optional dependency, is not installed.
 */
export async function openTensors(backend: TensorBackend): Promise<void> {
  if (backend === 'wasm') registerWasm();
  else registerTensorflow();
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) {
    throw new AppError('INVARIANT_BROKEN', `tfjs backend: expected ${backend}, got ${tf.getBackend()}.`);
  }
}

/**
 * Opens libtensorflow where it is installed, else WebAssembly, and registers the gradients, which tfjs-core alone lacks.
 * @param backend - The one to open, where it must not depend on what is installed.
 */
export async function openTrainingTensors(backend: TensorBackend = bestForTraining()): Promise<TensorBackend> {
  await openTensors(backend);
  load('@tensorflow/tfjs');
  // Loading it may have changed the backend.
  await openTensors(backend);
  return backend;
}

function bestForTraining(): TensorBackend {
  return isInstalled('@tensorflow/tfjs-node') ? 'tensorflow' : 'wasm';
}

function registerWasm(): void {
  if (tf.findBackendFactory('wasm') !== null) return;
  const { setWasmPaths } = load('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  // The .wasm files lie beside the script; without this they would be looked for in the working directory.
  setWasmPaths(dirname(load.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
}

/** tfjs-node asks `node:util` for two functions that Node 24 has dropped. */
function registerTensorflow(): void {
  if (tf.findBackendFactory('tensorflow') !== null) return;
  const util = load('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (value: unknown): boolean => value == null;
  util['isArray'] ??= Array.isArray;
  load('@tensorflow/tfjs-node');
}

function isInstalled(name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch {
    return false;
  }
}
