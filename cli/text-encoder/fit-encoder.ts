import { fitTokenTable, type ProductText, type TokenTable } from '../../search/index.ts';
import { createSeededRandom } from '../../ranker/index.ts';
import { nextTurn } from './next-turn.ts';
import { embedAll } from './embed-all.ts';
import type { SentenceModel } from './sentence-model.ts';
import { teacherText } from './teacher-text.ts';
import { titleOnly } from './title-only.ts';

export interface FitEncoderOptions {
  readonly model: SentenceModel;
  /** Of the table; its version adds a digest. */
  readonly name: string;
  /** Thanks to whom the texts are there; the teacher is added. */
  readonly notice: string;
  readonly seed: number;
  readonly onProgress: (progress: FitProgress) => void;
  readonly signal: AbortSignal;
}

export interface FitProgress {
  /** `embed`: the teacher reads the texts; `fit`: the rows follow. */
  readonly phase: 'embed' | 'fit';
  readonly done: number;
  readonly of: number;
}

const DIMENSIONS = 128;
const TEACHER = 'Fitted to vectors of all-MiniLM-L6-v2 (N. Reimers and I. Gurevych 2019; W. Wang et al. 2020; Apache-2.0), whose vocabulary it uses.';

/**
 * A token table for texts like the given ones. The teacher reads each product whole and its title alone, and each word of its
 * vocabulary: so that the table knows texts of all lengths, and words that no product has. The same texts, model and
 * seed give the same table.
 */
export async function fitEncoder(products: readonly ProductText[], { model, name, notice, seed, onProgress, signal }: FitEncoderOptions): Promise<TokenTable> {
  const words = model.vocabulary.filter((piece) => /^[a-z0-9]+$/.test(piece)).map(titleOnly);
  const titles = products.filter((product) => teacherText(product) !== product.title).map(({ title }) => titleOnly(title));
  const texts = [...words, ...titles, ...products];
  const targets = await embedAll(model, texts.map(teacherText), {
    onProgress: (done) => onProgress({ phase: 'embed', done, of: texts.length }),
    signal,
  });
  const random = createSeededRandom(seed);
  const steps = fitTokenTable(texts, targets, {
    name,
    vocabulary: model.vocabulary,
    dimensions: DIMENSIONS,
    notice: `${notice} ${TEACHER}`,
    random: () => random.next(),
    onStep: ({ done, of }) => onProgress({ phase: 'fit', done, of }),
  });
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = steps.next();
    if (done === true) return value;
    await nextTurn();
  }
}
