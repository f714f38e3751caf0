import { AppError } from '../../schema/errors.ts';

/** The little that we use of onnxruntime-node; it is not installed everywhere, so neither are its types. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(path: string, options?: { readonly intraOpNumThreads?: number }): Promise<OnnxSession> };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, shape: readonly number[]) => unknown;
}

export interface OnnxSession {
  run(inputs: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, { readonly data: unknown }>>>;
  release(): Promise<void>;
}

/** Not a literal in the `import`: the compiler would look for what is optional. */
const PACKAGE: string = 'onnxruntime-node';

/** @throws AppError `CONFIGURATION_INVALID`, saying how to install it, where it is not there or does not load. */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  try {
    const loaded = (await import(PACKAGE)) as OnnxRuntime & { readonly default?: OnnxRuntime };
    return loaded.default ?? loaded;
  } catch (cause) {
    throw new AppError(
      'CONFIGURATION_INVALID',
      'A text model runs on the package onnxruntime-node, which cannot be loaded; install it with "npm install --no-save onnxruntime-node" (set ONNXRUNTIME_NODE_INSTALL=skip where its download of GPU libraries is blocked).',
      { cause },
    );
  }
}
