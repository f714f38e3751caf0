import { createMergedRecommender, createSeededRandom, fitPartWeights, mergeCandidates, tellApart, type ClassificationIntervals, type HeldOutCase, type PartWeights, type ScorePart } from '../../../ranker/index.ts';
import { readBeautyTask, type BeautyTask } from './beauty-task.ts';
import { FIT_MODELS, type FitContext } from './fit-models.ts';
import { keptModels } from './kept-models.ts';
import { measureCases, recommenderOf, type Measured } from './measure-cases.ts';

export const MODEL_NAMES = [...(Object.keys(FIT_MODELS) as (keyof typeof FIT_MODELS)[]), 'merged'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/** What the merged recommender is made of. Popularity, the LSTM, and ids alone beside the encoder with content add nothing. */
export const MERGED_PARTS = ['item-knn', 'transitions', 'content', 'attributes', 'sequence-linear', 'encoder-content'] as const;

/** Models that are slow to score are measured on fewer shoppers; so is the encoder, for comparison. */
const FEW = 1000;
const WEIGHT_CASES = 4000;

export interface ModelResult {
  readonly model: ModelName;
  /** Over all shoppers; null for the LSTM. */
  readonly test: Measured | null;
  /** Over the same 1,000 seeded shoppers; null where it was not asked. */
  readonly fewTest: Measured | null;
  readonly classification: ClassificationIntervals | null;
  readonly weights: PartWeights | null;
  readonly fitSeconds: number;
  readonly scoreSeconds: number;
  /** Most memory of the process that did both. */
  readonly peakGigabytes: number;
}

/** Fits a model, scores the test with it, and says what both took. */
export async function measureModel(model: ModelName, folder: string, log: (line: string) => void): Promise<ModelResult> {
  const task = readBeautyTask();
  const { test, validation } = task.split;
  const chosen = createSeededRandom(5).shuffle(Int32Array.from(test.keys())).subarray(0, FEW);
  const few = { test: Array.from(chosen, (place) => test[place]!), validation: Array.from(chosen, (place) => validation[place]!) };
  const context = { task, kept: keptModels(folder), log };
  const items = task.itemIds.length;
  const startMs = Date.now();
  const done = (fittedMs: number) => ({
    model,
    fitSeconds: (fittedMs - startMs) / 1000,
    scoreSeconds: (Date.now() - fittedMs) / 1000,
    peakGigabytes: process.resourceUsage().maxRSS / 1e6,
  });

  if (model === 'merged') {
    const parts = await partsOf(context, [...task.chosenBy.slice(0, WEIGHT_CASES), ...test]);
    const weights = weightsOf(parts, task);
    const fittedMs = Date.now();
    log(`weights ${JSON.stringify(weights)}`);
    const measured = measureCases(createMergedRecommender(parts, weights), test, items);
    return { test: measured, fewTest: null, classification: null, weights, ...done(fittedMs) };
  }
  const isCompared = model === 'lstm' || model === 'encoder-content';
  const cases = [...(model === 'lstm' ? [] : test), ...(isCompared ? [...few.validation, ...few.test] : [])];
  const part = await FIT_MODELS[model]({ ...context, cases });
  const fittedMs = Date.now();
  const measured = model === 'lstm' ? null : measureCases(recommenderOf(part), test, items);
  return {
    test: measured,
    fewTest: isCompared ? measureCases(recommenderOf(part), few.test, items) : null,
    classification: isCompared ? tellApart(part, { ...few, items }) : null,
    weights: null,
    ...done(fittedMs),
  };
}

async function partsOf(context: Omit<FitContext, 'cases'>, cases: readonly HeldOutCase[]): Promise<ScorePart[]> {
  const parts: ScorePart[] = [];
  for (const name of MERGED_PARTS) parts.push(await FIT_MODELS[name]({ ...context, cases }));
  return parts;
}

function weightsOf(parts: readonly ScorePart[], task: BeautyTask): PartWeights {
  const cases = task.chosenBy.slice(0, WEIGHT_CASES).map(({ history, targets }) => {
    const own = new Set(history.map(({ item }) => item));
    return { candidates: mergeCandidates(parts, history, { isExcluded: (item) => own.has(item) }), targets };
  });
  return fitPartWeights(parts.map(({ name }) => name), cases).weights;
}
