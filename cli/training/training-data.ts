import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { ModelComponent, SequenceStep, ShopItems, TrainingList } from '../../ranker/index.ts';

/** All that training and evaluation read of a shop: taken out of it once, so that they need neither its stores nor its process. */
export interface TrainingData {
  readonly items: ShopItems;
  /** A row a shopper, without a name; oldest first. */
  readonly histories: readonly (readonly SequenceStep[])[];
  /** Served lists with what came of them, oldest first. */
  readonly lists: readonly TrainingList[];
  /** Version of the encoder that made `items.content`; null where there is none. */
  readonly textEncoder: string | null;
  /** Of the active model, for where there is nothing to train one with; null where there is none. */
  readonly reranker: ModelComponent | null;
}

export function writeTrainingData(file: string, data: TrainingData): void {
  writeFileSync(file, serialize(data), { mode: 0o600 });
}

export function readTrainingData(file: string): TrainingData {
  return deserialize(readFileSync(file)) as TrainingData;
}
