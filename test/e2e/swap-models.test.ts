import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { startSampleShop } from './support/start-sample-shop.ts';

const SWAPS = 100;
const CLIENTS = 2;
/** Between the requests of a client: on two cores, without it, a swap waits for a second each. */
const PAUSE_MS = 50;
const VERSIONS = ['compact-1', 'shipped-1'] as const;
/** Of a model in memory, in float32 once read, of whatever bits on disk. */
const MODEL_BYTES = 483_364;
const MASK_BYTES = 510_000;

const HOME = `query ($query: String!) {
  search(query: $query, first: 12) { degradations { component } edges { node { id } } }
  recommendations(strategy: FOR_YOU, first: 12) { degradations { component } edges { node { id } } }
}`;
/** Explaining costs a tenth of a second, so it is asked of one product. */
const EXPLAIN = '{ search(query: "jacket", first: 1) { edges { explanation { modelVersion } } } }';
const ACTIVATE = 'mutation ($version: String!) { activateModel(version: $version) { version active } }';

it(`serves shoppers on while the shipped models, user encoder and all, are swapped ${SWAPS} times, and keeps none of them in memory`, async () => {
  await using sample = await startSampleShop({ overHttp: false });
  const [admin, shopper] = [await sample.token('ADMIN'), await sample.token('MERCHANDISER', 'tor')];
  const answeredBy = new Set<string>();
  const home = async (query: string): Promise<void> => {
    const { status, errors, data } = await sample.send({ query: HOME, variables: { query }, token: shopper });
    expect({ status, errors, degraded: [...data.search.degradations, ...data.recommendations.degradations] }).toEqual({ status: 200, errors: [], degraded: [] });
    expect([data.search.edges.length, data.recommendations.edges.length]).toEqual([12, 12]);
  };
  const explain = async (): Promise<void> => {
    const { errors, data } = await sample.send({ query: EXPLAIN, token: shopper });
    expect(errors).toEqual([]);
    answeredBy.add(data.search.edges[0].explanation.modelVersion);
  };
  const activate = async (version: string): Promise<void> => {
    const { errors, data } = await sample.send({ query: ACTIVATE, variables: { version }, token: admin });
    expect({ errors, data }).toEqual({ errors: [], data: { activateModel: { version, active: true } } });
  };

  for (const version of VERSIONS) {
    await activate(version);
    await home('jacket');
  }
  const before = await kept();
  const swaps = new AbortController();
  let answers = 0;
  const client = async (number: number): Promise<void> => {
    for (let round = 0; !swaps.signal.aborted; round += 1) {
      await home(['jacket', 'headphones', 'running shoes', 'tea'][(number + round) % 4]!);
      answers += 1;
      await setTimeout(PAUSE_MS);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  for (let swap = 0; swap < SWAPS; swap += 1) {
    await activate(VERSIONS[swap % VERSIONS.length]!);
    if (swap % 25 < 2) await explain();
  }
  swaps.abort();
  await Promise.all(clients);
  await home('jacket');

  expect(answers).toBeGreaterThan(CLIENTS);
  expect([...answeredBy].toSorted()).toEqual([...VERSIONS]);
  // One model, with the mask of its attention where a shopper was encoded by it since, and nothing of the others.
  expect([MODEL_BYTES, MODEL_BYTES + MASK_BYTES]).toContain(tf.memory().numBytes);
  // Kept lists grow with the requests; a hundred models would be five times as much.
  expect((await kept()) - before).toBeLessThan((SWAPS / 5) * MODEL_BYTES);
});

/** Bytes of arrays that something still holds. */
async function kept(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What has an end to be told of goes with the next round only.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await setTimeout(10);
  }
  return process.memoryUsage().arrayBuffers;
}
