import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTextEncoder, decodeTokenTable, shippedTokenTable, type TextEncoder } from '../../search/index.ts';
import { createModelEncoder } from './create-model-encoder.ts';
import { openSentenceModel } from './sentence-model.ts';

/** The table that `aisle fit-text-encoder` writes into a shop's folder. */
export const FITTED_TABLE = 'text-encoder.bin';

export interface TextEncoderOptions {
  /** Folder of the shop. */
  readonly dataDir: string;
  /** Folder of a sentence model that encodes by itself, `AISLE_TEXT_MODEL`; null: a token table does. */
  readonly modelDir: string | null;
}

/**
 * The shop's text encoder: the sentence model where one is named, else the table fitted to this shop, else the one that
 * ships. Another one than before has another version, and the index is rebuilt for it.
 * @throws AppError `CONFIGURATION_INVALID` where a table or a model is not what it should be, or its runtime is missing.
 */
export async function openTextEncoder({ dataDir, modelDir }: TextEncoderOptions): Promise<TextEncoder & AsyncDisposable> {
  if (modelDir !== null) {
    const model = await openSentenceModel({ modelDir });
    return { ...createModelEncoder(model), [Symbol.asyncDispose]: () => model[Symbol.asyncDispose]() };
  }
  const fitted = join(dataDir, FITTED_TABLE);
  const table = existsSync(fitted) ? decodeTokenTable(readFileSync(fitted), fitted) : shippedTokenTable();
  return { ...createTextEncoder(table), [Symbol.asyncDispose]: async () => {} };
}
