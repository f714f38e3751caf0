import {
  asStored, bootstrapMean, CONTENT_TRAINING_SETTINGS, createEncoderPart, createLstmPart, createMergedRecommender, createSlistPart, createUserEncoder, DEFAULT_ENCODER_SHAPE, ENCODER_TRAINING_SETTINGS, fitPartWeights, fitShopParts,
  fromSlistComponent, fromUserEncoderComponent, INTEREST_WEIGHTS, LSTM_TRAINING_SETTINGS, mergeCandidates, openTrainingTensors, qualityOfRanked, rankCases, SLIST, SLIST_SETTINGS, tellApart, toSlistComponent, toUserEncoderComponent, trainLstm, trainUserEncoder,
  type HeldOutCase, type PartWeights, type RankedCases, type RecommenderQuality, type ScorePart, type ShopItems, type SlistNeighbours, type UserEncoder, type UserEncoderModel,
} from '../../ranker/index.ts';
import { createEpochMeter } from './epoch-meter.ts';
import { splitHistories, type ShopSplit } from './split-histories.ts';
import { CASES_MAX, LINEAR_ITEMS_MAX, type TrainSettings } from './train-settings.ts';
import type { TrainingData } from './training-data.ts';
import type { ModelReport, TrainingReport } from './training-report.ts';

export interface TrainContext {
  readonly remark: (line: string) => void;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface TrainingOutcome {
  readonly report: TrainingReport;
  readonly encoder: UserEncoderModel;
  readonly slist: SlistNeighbours;
  readonly weights: PartWeights;
}

export const ENCODER_PART = 'user-encoder';
const CUT = 10;
const RANKING = { cut: CUT, isExcluded: () => () => false };

/**
 * Fits all parts of the recommender on what is before the validation, chooses epochs and weights by the validation, and measures
 * each part and their merger on the test, learned ones as they will be stored. The same data, settings and backend give the same models.
 */
export async function trainAndMeasure({ items, histories }: Pick<TrainingData, 'items' | 'histories'>, settings: TrainSettings, context: TrainContext): Promise<TrainingOutcome> {
  const { remark, now, signal } = context;
  const startMs = now();
  const backend = await openTrainingTensors();
  const split = splitHistories(histories, settings.seed);
  remark(`Predicting ${split.target}; ${split.validation.length} shoppers to choose by, ${split.test.length} to measure on; tensors by ${backend}.`);

  const { parts: counted, slist } = fitShopParts(items, split.train, { linearItemsMax: LINEAR_ITEMS_MAX[backend], signal });
  remark(`Counts and the linear model are fitted, ${seconds(now() - startMs)}.`);
  const trained = trainEncoderOf(items, split, settings, context);
  // Weights of parts are chosen for what will be read back, and that is what is measured.
  const encoder = createUserEncoder(fromUserEncoderComponent(asStored(toUserEncoderComponent(trained.model), settings)));
  const linear = storedSlistPart(slist, items, settings);
  const vectors = vectorsOf(encoder, items);
  const encoderPart = createEncoderPart(encoder, { name: ENCODER_PART, vectors, cases: [...split.validation, ...split.test] });
  const parts = [...counted.map((part) => (part.name === SLIST ? linear : part)), encoderPart];
  const { weights } = fitPartWeights(
    parts.map(({ name }) => name),
    split.validation.map(({ history, targets }) => ({ candidates: mergeCandidates(parts, history, { isExcluded: () => false }), targets })),
  );

  const models: ModelReport[] = parts.map((part) => ({
    name: part.name, quality: qualityOf(rank(part, split.test), items), classification: part === encoderPart ? classified(part, split, items) : null,
  }));
  models.push({ name: 'merged', quality: qualityOf(rankCases(createMergedRecommender(parts, weights), split.test, RANKING), items), classification: null });
  const few = split.test.slice(0, CASES_MAX.classification);
  const lstm = settings.lstmSeconds > 0 ? measureLstm(few, { items, split, settings, context }) : null;
  if (lstm !== null) models.push(lstm.model);
  const encoderOverLstm = lstm === null ? null : { ...ndcgDifference(rank(encoderPart, few), lstm.ranked), cases: few.length };
  encoder.dispose();
  return {
    encoder: trained.model,
    slist,
    weights,
    report: {
      backend, seed: settings.seed, shoppers: histories.length, items: items.itemIds.length, steps: histories.reduce((sum, { length }) => sum + length, 0),
      target: split.target, validationFrom: new Date(split.cuts.validationFromMs).toISOString(), testFrom: new Date(split.cuts.testFromMs).toISOString(),
      testCases: split.test.length, cut: CUT, epochs: trained.epochs, weights, models, lstmEpochs: lstm?.epochs ?? null, encoderOverLstm, seconds: (now() - startMs) / 1000,
    },
  };
}

function trainEncoderOf(items: ShopItems, split: ShopSplit, settings: TrainSettings, { remark, now, signal }: TrainContext) {
  const meter = createEpochMeter({ epochsMax: settings.epochsMax, now, remark });
  return trainUserEncoder(
    {
      shape: { ...DEFAULT_ENCODER_SHAPE, items: items.itemIds.length, contentDimension: items.contentDimension },
      itemIds: items.itemIds,
      content: items.content,
      histories: split.train,
      validate: (encoder, vectors) => {
        const part = createEncoderPart(encoder, { name: ENCODER_PART, vectors, cases: split.validation });
        const { qualities } = rank(part, split.validation);
        return qualities.reduce((sum, { ndcg }) => sum + ndcg, 0) / qualities.length;
      },
      onStep: (epoch, share, loss) => meter.step(epoch, share, loss),
      onEpoch: (report) => meter.epoch(report),
      signal,
    },
    { ...(items.contentDimension > 0 ? CONTENT_TRAINING_SETTINGS : ENCODER_TRAINING_SETTINGS), seed: settings.seed, maxEpochs: settings.epochsMax },
  );
}

interface MeasuredLstm {
  readonly model: ModelReport;
  readonly ranked: RankedCases;
  /** That it came to. */
  readonly epochs: number;
}

interface LstmInput {
  readonly items: ShopItems;
  readonly split: ShopSplit;
  readonly settings: TrainSettings;
  readonly context: TrainContext;
}

/** The field's textbook recipe, on the same split: what the Transformer gains over it. @param cases - Fewer than all: it is slow to score. */
function measureLstm(cases: readonly HeldOutCase[], { items, split, settings, context: { remark, now } }: LstmInput): MeasuredLstm {
  remark(`LSTM, for ${settings.lstmSeconds} s at most.`);
  const trained = trainLstm(
    { items: items.itemIds.length, histories: split.train, now },
    { ...LSTM_TRAINING_SETTINGS, seed: settings.seed, secondsMax: settings.lstmSeconds },
  );
  const part = createLstmPart(trained.parameters, LSTM_TRAINING_SETTINGS);
  const ranked = rank(part, cases);
  const model = { name: part.name, quality: qualityOf(ranked, items), classification: classified(part, split, items) };
  part.dispose();
  return { model, ranked, epochs: trained.epochs };
}

/** A part alone is a merger of one. */
function rank(part: ScorePart, cases: readonly HeldOutCase[]): RankedCases {
  return rankCases(createMergedRecommender([part], { [part.name]: 1 }), cases, RANKING);
}

function qualityOf(ranked: RankedCases, { itemIds, attributes }: ShopItems): RecommenderQuality {
  const likeness = (a: number, b: number): number => {
    const [own, other] = [new Set(attributes[a]), new Set(attributes[b])];
    const all = own.union(other).size;
    return all === 0 ? 0 : own.intersection(other).size / all;
  };
  return qualityOfRanked(ranked, { items: itemIds.length, likeness });
}

/** @param ranked - Of the same cases as `other`. */
function ndcgDifference(ranked: RankedCases, other: RankedCases) {
  return bootstrapMean(ranked.qualities.map(({ ndcg }, place) => ndcg - other.qualities[place]!.ndcg), { seed: 1 });
}

function classified(part: ScorePart, { validation, test }: ShopSplit, { itemIds }: ShopItems) {
  const few = CASES_MAX.classification;
  return tellApart(part, { validation: validation.slice(0, few), test: test.slice(0, few), items: itemIds.length });
}

function storedSlistPart(neighbours: SlistNeighbours, { itemIds }: ShopItems, { quantized }: TrainSettings): ScorePart {
  const stored = fromSlistComponent(asStored(toSlistComponent({ pastDecay: SLIST_SETTINGS.scoringDecay, itemIds, neighbours }), { quantized }));
  return createSlistPart(stored.neighbours, { pastDecay: stored.pastDecay, counts: INTEREST_WEIGHTS });
}

export function vectorsOf(encoder: UserEncoder, { itemIds, content, contentDimension: width }: ShopItems): Float32Array {
  return encoder.itemVectors(itemIds.map((id, place) => ({ id, content: width > 0 ? content.subarray(place * width, (place + 1) * width) : null })));
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
