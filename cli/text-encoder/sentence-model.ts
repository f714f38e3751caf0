import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWordPieces } from '../../search/index.ts';
import { AppError } from '../../schema/errors.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';

export interface SentenceModelOptions {
  /** Folder with `model.onnx`, or else `model-int8.onnx`, and `vocab.txt`. */
  readonly modelDir: string;
  /** Processor threads for one call; by default as many as the runtime finds. */
  readonly threads?: number;
}

/** A sentence encoder of the MiniLM kind: lower-case WordPiece in, one vector of unit length out. */
export interface SentenceModel extends AsyncDisposable {
  /** Names the weights and the vocabulary. */
  readonly version: string;
  readonly dimensions: number;
  readonly vocabulary: readonly string[];
  /** float32 of shape `[texts, dimensions]`, each row of norm 1. Of a text, the first `PIECES_MAX` pieces count. */
  embed(texts: readonly string[]): Promise<Float32Array>;
}

/** Pieces of a text that are read, the two at its ends included; more cost time and add little to a product. */
const PIECES_MAX = 64;
const FILES = ['model.onnx', 'model-int8.onnx'] as const;

/**
 * Opens a sentence model in ONNX: inputs `input_ids` and `attention_mask`, int64 of shape `[texts, pieces]`; output
 * `emb`, float32, mean-pooled and of unit length (N. Reimers, I. Gurevych 2019; W. Wang et al. 2020, MiniLM).
 * @throws AppError `CONFIGURATION_INVALID` where a file or the runtime is missing.
 */
export async function openSentenceModel({ modelDir, threads }: SentenceModelOptions): Promise<SentenceModel> {
  const file = FILES.find((name) => existsSync(join(modelDir, name)));
  if (file === undefined || !existsSync(join(modelDir, 'vocab.txt'))) {
    throw new AppError('CONFIGURATION_INVALID', `Expected model.onnx (or model-int8.onnx) and vocab.txt in ${modelDir}, found ${file ?? 'no model'}.`);
  }
  const { InferenceSession, Tensor } = await loadOnnxRuntime();
  const session = await InferenceSession.create(join(modelDir, file), threads === undefined ? {} : { intraOpNumThreads: threads });
  const vocabulary = readFileSync(join(modelDir, 'vocab.txt'), 'utf8').trimEnd().split('\n');
  const pieces = createWordPieces(vocabulary);
  const [start, end] = [pieces.numberOf('[CLS]')!, pieces.numberOf('[SEP]')!];

  const embed = async (texts: readonly string[]): Promise<Float32Array> => {
    const cut = texts.map((text) => [start, ...pieces.cut(text, PIECES_MAX - 2), end]);
    const width = Math.max(...cut.map((row) => row.length));
    const shape = [texts.length, width];
    const ids = new BigInt64Array(texts.length * width);
    const mask = new BigInt64Array(texts.length * width);
    for (const [row, numbers] of cut.entries()) {
      for (const [place, number] of numbers.entries()) {
        ids[row * width + place] = BigInt(number);
        mask[row * width + place] = 1n;
      }
    }
    const { emb } = await session.run({ input_ids: new Tensor('int64', ids, shape), attention_mask: new Tensor('int64', mask, shape) });
    return emb!.data as Float32Array;
  };

  const digest = createHash('sha256').update(readFileSync(join(modelDir, file))).digest('hex').slice(0, 8);
  return {
    version: `${file.replace('.onnx', '')}-${digest}`,
    dimensions: (await embed(['a'])).length,
    vocabulary,
    embed: async (texts) => (texts.length === 0 ? new Float32Array(0) : embed(texts)),
    [Symbol.asyncDispose]: () => session.release(),
  };
}
