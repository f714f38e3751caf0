import {
  CONTENT_TRAINING_SETTINGS, createItemNeighbours, createItemTable, createLstmPart, createPairCounts, createPopularity, createSlistPart, createSparseContentPart, createTransitions,
  createEncoderPart, createUserEncoder, DEFAULT_ENCODER_SHAPE, ENCODER_TRAINING_SETTINGS, fitSlist, fromUserEncoderComponent, INTEREST_WEIGHTS,
  LSTM_TRAINING_SETTINGS, openTrainingTensors, rowsOfLength, slistNeighbours, SLIST_SETTINGS, toUserEncoderComponent, trainLstm, trainUserEncoder, truncatedSvd,
  type HeldOutCase, type ScorePart,
  fromSlistComponent, slistOver, toSlistComponent,
} from '../../../ranker/index.ts';
import { CONTENT_DIMENSION, type BeautyTask } from './beauty-task.ts';
import { measureCases, recommenderOf } from './measure-cases.ts';
import type { KeptModels } from './kept-models.ts';

export interface FitContext {
  readonly task: BeautyTask;
  readonly kept: KeptModels;
  readonly log: (line: string) => void;
  /** Cases that will be scored, so that encoders can encode them together. */
  readonly cases: readonly HeldOutCase[];
}

/** Fits a part on what is for fitting, or reads it back where that took long and was done before. */
export type FitModel = (context: FitContext) => Promise<ScorePart>;

const FOREVER = { halfLifeMs: Infinity, neighboursMax: 1000, weights: INTEREST_WEIGHTS } as const;


/** Content is worth more room than ids alone, which learn it by heart (docs/sequences.md). */
const CONTENT_SHAPE = { ...DEFAULT_ENCODER_SHAPE, dimension: 128, inner: 256 } as const;
/** Validation goes up and down from epoch to epoch while ids are learned: averaged weights tell better when it is over. */
const IDS_TRAINING_SETTINGS = { ...ENCODER_TRAINING_SETTINGS, averaging: 0.998, patience: 8 } as const;

/** Of each item's content: large enough that content is learned before embeddings are. */
const CONTENT_LENGTH = 3;

export const FIT_MODELS = {
  popularity: async ({ task }) => {
    const part = createPopularity({ halfLifeMs: Infinity });
    for (const step of task.split.train.flat()) part.add(step);
    // The same for every history: asked once.
    const scores = part.score([]);
    return { name: part.name, score: () => scores };
  },
  'item-knn': async ({ task }) => {
    const pairs = createPairCounts({ ...FOREVER, directed: false, gapMax: 5 });
    for (const history of task.split.train) pairs.addSequence(history);
    return createItemNeighbours(pairs, { name: 'item-knn' });
  },
  transitions: async ({ task }) => {
    const pairs = createPairCounts({ ...FOREVER, directed: true, gapMax: 5 });
    for (const history of task.split.train) pairs.addSequence(history);
    return createTransitions(pairs, { name: 'transitions' });
  },
  content: async ({ task }) => createSparseContentPart(task.titles, { name: 'content' }),
  attributes: async ({ task }) => createSparseContentPart(task.attributes, { name: 'attributes' }),
  'sequence-linear': fitSequenceLinear,
  'encoder-ids': (context) => fitEncoder('encoder-ids', context, false),
  'encoder-content': (context) => fitEncoder('encoder-content', context, true),
  lstm: async ({ task, log }) => {
    await openTrainingTensors();
    const progress = everySeconds(10, log);
    const trained = trainLstm(
      { items: task.itemIds.length, histories: task.split.train, now: Date.now, onStep: (epoch, share, loss) => progress(`epoch ${epoch}, ${percent(share)}, loss ${loss.toFixed(4)}`) },
      LSTM_TRAINING_SETTINGS,
    );
    log(`trained for ${trained.epochs} of ${LSTM_TRAINING_SETTINGS.epochs} epochs within ${LSTM_TRAINING_SETTINGS.secondsMax} s, loss ${trained.loss.toFixed(4)}`);
    return createLstmPart(trained.parameters, LSTM_TRAINING_SETTINGS);
  },
} as const satisfies Record<string, FitModel>;

async function fitSequenceLinear({ task, kept, log }: FitContext): Promise<ScorePart> {
  const name = 'sequence-linear';
  // Models are read back with a backend, too.
  await openTrainingTensors();
  if (!kept.has(name)) {
    const items = task.itemIds.length;
    const progress = everySeconds(10, log);
    const matrix = fitSlist({ items, histories: task.split.train, content: task.content, onProgress: (share) => progress(percent(share)) }, SLIST_SETTINGS);
    await kept.write(name, toSlistComponent({ pastDecay: SLIST_SETTINGS.scoringDecay, itemIds: task.itemIds, neighbours: slistNeighbours(matrix, items, 200) }));
  }
  const stored = fromSlistComponent(await kept.read(name));
  return createSlistPart(slistOver(createItemTable(task.itemIds), stored), { pastDecay: stored.pastDecay, counts: INTEREST_WEIGHTS });
}

async function fitEncoder(name: string, { task, kept, log, cases }: FitContext, withContent: boolean): Promise<ScorePart> {
  await openTrainingTensors();
  const { itemIds } = task;
  const contentDimension = withContent ? CONTENT_DIMENSION : 0;
  const content = withContent ? rowsOfLength(truncatedSvd(task.content, CONTENT_DIMENSION, { seed: 1 }), CONTENT_DIMENSION, CONTENT_LENGTH) : new Float32Array();
  if (!kept.has(name)) {
    const progress = everySeconds(20, log);
    const { model } = trainUserEncoder(
      {
        shape: { ...(withContent ? CONTENT_SHAPE : DEFAULT_ENCODER_SHAPE), items: itemIds.length, contentDimension },
        itemIds,
        content,
        histories: task.split.train,
        validate: (encoder, vectors) => measureCases(recommenderOf(createEncoderPart(encoder, { name, vectors, cases: task.stoppedBy })), task.stoppedBy, itemIds.length).ndcg.mean,
        onStep: (epoch, share, loss) => progress(`epoch ${epoch}, ${percent(share)}, loss ${loss.toFixed(4)}`),
        onEpoch: ({ epoch, loss, validation }) => log(`epoch ${epoch}: loss ${loss.toFixed(4)}, validation NDCG@10 ${validation.toFixed(4)}`),
      },
      withContent ? CONTENT_TRAINING_SETTINGS : IDS_TRAINING_SETTINGS,
    );
    await kept.write(name, toUserEncoderComponent(model));
  }
  const encoder = createUserEncoder(fromUserEncoderComponent(await kept.read(name)));
  const rowOf = (place: number): Float32Array => content.subarray(place * contentDimension, (place + 1) * contentDimension);
  const vectors = encoder.itemVectors(itemIds.map((id, place) => ({ id, content: withContent ? rowOf(place) : null })));
  return createEncoderPart(encoder, { name, vectors, cases });
}

function everySeconds(seconds: number, log: (line: string) => void): (line: string) => void {
  let nextMs = 0;
  return (line) => {
    if (Date.now() < nextMs) return;
    nextMs = Date.now() + 1000 * seconds;
    log(line);
  };
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;
