import type { SentenceModel } from './sentence-model.ts';

/** Texts of one call: enough to keep the processor busy, few enough to report and stop in between. */
const BATCH = 32;

/**
 * A model's vectors of many texts, float32 of shape `[texts, dimensions]`, aligned to `texts`. Texts of like length are
 * computed together, since a batch is as wide as its longest.
 */
export async function embedAll(
  model: SentenceModel,
  texts: readonly string[],
  { onProgress, signal }: { readonly onProgress?: (done: number) => void; readonly signal?: AbortSignal } = {},
): Promise<Float32Array> {
  const vectors = new Float32Array(texts.length * model.dimensions);
  const order = Array.from(texts.keys()).toSorted((a, b) => texts[a]!.length - texts[b]!.length || a - b);
  for (let at = 0; at < order.length; at += BATCH) {
    signal?.throwIfAborted();
    const batch = order.slice(at, at + BATCH);
    const embedded = await model.embed(batch.map((place) => texts[place]!));
    for (const [row, place] of batch.entries()) {
      vectors.set(embedded.subarray(row * model.dimensions, (row + 1) * model.dimensions), place * model.dimensions);
    }
    onProgress?.(at + batch.length);
  }
  return vectors;
}
