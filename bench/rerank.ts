/*
 * What:   the rerank stage for 200 candidates and a shopper of 50 events: features (similarities and fit included), the
 *         model, the order; beside the bare call of the network on the same rows (two a candidate, ADR 0011), and on one row a candidate, in the same run, on
 *         each tensor backend; and the user embedding of the 50 events. Then 10,000 requests, and the tensors left behind.
 * Data:   seeded products, vectors and weights of the sizes that serve (docs/ranking.md); the same in every run.
 * Not measured: reading the shopper's state and products, which are the stores'; training.
 * Run:    npm run bench:rerank [-- --requests 10000]
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { computeFeatures, createScorer, createUserEncoder, DEFAULT_ENCODER_SHAPE, FEATURE_COUNT, openTensors, openTrainingTensors, orderByScore, type SequenceStep, STEP_TYPES } from '../ranker/index.ts';
import { toComponent } from '../ranker/rerank/layers.ts';
import { encoderTensorsOf, initialEncoderParameters } from '../ranker/sequence/encoder-parameters.ts';
import { benchRequest } from './rerank/bench-request.ts';
import { bareRows } from './rerank/bare-rows.ts';
import { seededRandom } from './support/seeded-random.ts';
import { percentiles } from './support/percentiles.ts';

const CANDIDATES = 200;
const STEPS = 50;
const CONTENT = 256;
const { values } = parseArgs({ options: { requests: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '1000' } } });
const [requests, rounds] = [Number(values.requests), Number(values.rounds)];

const request = benchRequest({ candidates: CANDIDATES, steps: STEPS, contentDimension: CONTENT, seed: 1 });
const reranker = randomNetwork([FEATURE_COUNT, 128, 64, 1]);
const shape = { ...DEFAULT_ENCODER_SHAPE, items: 0, contentDimension: CONTENT };
const encoderModel = { shape, itemIds: [], tensors: encoderTensorsOf(initialEncoderParameters(shape, 3), shape) };

console.log(`${cpus().length} cores of ${cpus()[0]!.model}, Node ${process.version}; ${CANDIDATES} candidates, ${STEPS} events, vectors of ${CONTENT}; ${rounds} rounds`);
console.log(['backend', 'bare call p50/p99 ms', 'whole stage', 'ratio', 'one row a candidate', 'ratio', 'features', 'order', 'user embedding'].join(' | '));
const orders: (readonly number[])[] = [];
for (const backend of ['wasm', 'tensorflow'] as const) {
  if (backend === 'tensorflow') await openTrainingTensors(backend);
  else await openTensors(backend);
  orders.push(timeOn(backend));
}
// A fast wrong answer is no result: the backends must agree.
const agree = orders.every((order) => order.join() === orders[0]!.join());
console.log(`Orders of the backends agree: ${agree}`);

await openTensors('wasm');
const left = leftAfter(requests);
console.log(`Tensors left behind by ${requests} requests: ${left}`);
process.exitCode = agree && left === 0 ? 0 : 1;

function timeOn(backend: string): readonly number[] {
  using scorer = createScorer(reranker);
  const encoder = createUserEncoder(encoderModel);
  const items = request.candidates.map(({ id, stored }) => ({ id, content: stored.embedding }));
  const itemVectors = encoder.itemVectors(items);
  const stepItems = request.shopper!.steps.map(({ id, stored }) => ({ id, content: stored!.embedding }));
  const stepVectors = encoder.itemVectors(stepItems);
  const history = Array.from({ length: STEPS }, (_none, item): SequenceStep => ({ item, type: STEP_TYPES[item % 4]!, atMs: item * 60_000 }));
  const user = encoder.encode(history, stepVectors);

  const features = (): Float32Array => computeFeatures({ ...request, shopper: { ...request.shopper!, fit: innerProducts(user, itemVectors) } });
  const whole = (): readonly number[] => orderByScore(request.candidates, scorer.score(features()));
  const made = features();
  const rows = bareRows(made);
  const scores = scorer.score(made);

  // In turn, so that what else the machine does falls on all alike.
  const stages = {
    bare: () => void scorer.network(rows),
    single: () => void scorer.network(made),
    whole: () => void whole(),
    features: () => void features(),
    order: () => void orderByScore(request.candidates, scores),
    embedding: () => void encoder.encode(history, stepVectors),
  };
  const times = Object.fromEntries(Object.keys(stages).map((name) => [name, [] as number[]])) as Record<keyof typeof stages, number[]>;
  for (let round = -100; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(stages)) {
      const from = performance.now();
      run();
      if (round >= 0) times[name as keyof typeof stages].push(performance.now() - from);
    }
  }
  const shown = (name: keyof typeof stages): string => {
    const { p50, p99 } = percentiles(times[name]);
    return `${p50.toFixed(3)}/${p99.toFixed(2)}`;
  };
  const ratioTo = (name: 'bare' | 'single'): string => (percentiles(times.whole).p50 / percentiles(times[name]).p50).toFixed(2);
  console.log([backend, shown('bare'), shown('whole'), ratioTo('bare'), shown('single'), ratioTo('single'), shown('features'), shown('order'), shown('embedding')].join(' | '));
  const order = whole();
  encoder.dispose();
  return order;
}

function leftAfter(count: number): number {
  using scorer = createScorer(reranker);
  const encoder = createUserEncoder(encoderModel);
  const vectors = encoder.itemVectors(request.candidates.map(({ id, stored }) => ({ id, content: stored.embedding })));
  const history = Array.from({ length: STEPS }, (_none, item): SequenceStep => ({ item, type: STEP_TYPES[item % 4]!, atMs: item * 60_000 }));
  encoder.encode(history, vectors);
  const before = tf.memory().numTensors;
  for (let made = 0; made < count; made += 1) {
    const fit = innerProducts(encoder.encode(history, vectors), vectors);
    orderByScore(request.candidates, scorer.score(computeFeatures({ ...request, shopper: { ...request.shopper!, fit } })));
  }
  const left = tf.memory().numTensors - before;
  encoder.dispose();
  return left;
}

function innerProducts(vector: Float32Array, rows: Float32Array): Float32Array {
  const products = new Float32Array(rows.length / vector.length);
  for (let row = 0, place = 0; row < products.length; row += 1) {
    let sum = 0;
    for (const value of vector) sum += value * rows[place++]!;
    products[row] = sum;
  }
  return products;
}

function randomNetwork(widths: readonly number[]) {
  const random = seededRandom(2);
  const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => 0.4 * (random() - 0.5));
  return toComponent(
    widths.slice(1).map((outputs, depth) => ({ inputs: widths[depth]!, outputs, weights: numbers(widths[depth]! * outputs), bias: numbers(outputs) })),
  );
}
