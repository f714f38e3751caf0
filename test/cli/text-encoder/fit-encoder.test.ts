import { expect, it } from 'vitest';
import { createModelEncoder } from '../../../cli/text-encoder/create-model-encoder.ts';
import { fitEncoder, type FitProgress } from '../../../cli/text-encoder/fit-encoder.ts';
import type { SentenceModel } from '../../../cli/text-encoder/sentence-model.ts';
import { createSeededRandom } from '../../../ranker/index.ts';
import { createTextEncoder, type ProductText } from '../../../search/index.ts';

const WORDS = Array.from({ length: 260 }, (_, i) => `word${i}`);
const DIMENSIONS = 160;
const random = createSeededRandom(7);
const meanings = new Map(WORDS.map((word) => [word, Float32Array.from({ length: DIMENSIONS }, () => random.normal())]));

/** A teacher that is a sum of words, so that a table of words can learn it; it reads batches of any length, as a sentence model does. */
const teacher: SentenceModel = {
  version: 'teacher-1',
  dimensions: DIMENSIONS,
  vocabulary: ['[UNK]', '[CLS]', '[SEP]', ...WORDS],
  async embed(texts) {
    const rows = texts.map((text) => {
      const sum = new Float32Array(DIMENSIONS);
      for (const word of text.toLowerCase().match(/word\d+/g) ?? []) meanings.get(word)!.forEach((value, i) => (sum[i]! += value));
      const norm = Math.hypot(...sum) || 1;
      return sum.map((value) => value / norm);
    });
    return Float32Array.from(rows.flatMap((row) => [...row]));
  },
  async [Symbol.asyncDispose]() {},
};

const pick = (): string => WORDS[random.below(WORDS.length)]!;
const products: readonly ProductText[] = Array.from({ length: 300 }, () => ({ title: `${pick()} ${pick()}`, categories: [pick()], description: `${pick()} ${pick()} ${pick()}` }));
const options = { model: teacher, name: 'test', notice: 'Made up.', seed: 3, onProgress: () => {}, signal: new AbortController().signal };

it('fits a table that puts texts where the teacher puts them, the same each time, and tells how far it is', async () => {
  const progress: FitProgress[] = [];
  const table = await fitEncoder(products, { ...options, onProgress: (step) => void progress.push(step) });
  expect((await fitEncoder(products, options)).version).toBe(table.version);
  expect([...new Set(progress.map(({ phase }) => phase))]).toEqual(['embed', 'fit']);
  expect(progress.findLast(({ phase }) => phase === 'embed')).toMatchObject({ done: 260 + 2 * 300, of: 260 + 2 * 300 });

  const [student, model] = [createTextEncoder(table), createModelEncoder(teacher)];
  const likeness = async (encoder: typeof student): Promise<number> => {
    const [a, b, c] = await Promise.all(['word1 word2', 'word2 word1 word3', 'word9'].map(async (text) => (await encoder.encodeQuery(text))!));
    const cosine = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
    return cosine(a!, b!) - cosine(a!, c!);
  };
  expect(await likeness(student)).toBeGreaterThan(0.6 * (await likeness(model)));
  expect(student.dimensions).toBe(128);
});

it('stops where it is told to', async () => {
  const stopping = new AbortController();
  const reason = new Error('stopped');
  const onProgress = ({ phase }: FitProgress): void => void (phase === 'fit' && stopping.abort(reason));
  await expect(fitEncoder(products, { ...options, onProgress, signal: stopping.signal })).rejects.toBe(reason);
});

it('encodes by the model itself: aligned, whatever the lengths, and nothing in a script that it does not read', async () => {
  const encoder = createModelEncoder(teacher);
  const shelf: readonly ProductText[] = [{ title: '手机壳', categories: [], description: '' }, ...products.slice(0, 70), { title: 'word5', categories: [], description: '' }];
  const vectors = await encoder.encodeProducts(shelf);
  expect(vectors[0]).toBeNull();
  for (const place of [1, 40, 71]) expect(vectors[place]).toEqual((await encoder.encodeProducts([shelf[place]!]))[0]);
  expect(await encoder.encodeQuery('耳机')).toBeNull();
  expect(encoder).toMatchObject({ version: 'teacher-1', precision: 'sentence', dimensions: DIMENSIONS });
});
