/*
 * What:   trains the ranking model that comes with a release, on simulated shoppers of simulated shops, and writes it in 32 and
 *         in 8 bits into ranker/shipped. Products are known to it by content only, so that it serves any catalogue.
 * Data:   cli/shipped/training-worlds.ts: four shops of a year each; the reranker is validated on the last of them.
 * Same:   the same code, backend and machine type give the same bytes. Other backends round otherwise: scores of the
 *         built-in samples then differ in the third digit, and so may the epoch that is kept.
 * Run:    npm run train:shipped [-- --folder DIR --lists 1200]     about ten minutes on two cores
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { openTensors, openTrainingTensors, type TrainingList, trainReranker } from '../../ranker/index.ts';
import { openScratchShop } from '../scratch-shop.ts';
import { type EncoderExamples, encoderExamples, joinExamples } from './encoder-examples.ts';
import { replayWorld } from './replay-world.ts';
import { trainEncoder } from './train-encoder.ts';
import { TRAINING_NOW_MS, trainingWorlds } from './training-worlds.ts';
import { writeShippedModels } from './write-shipped-models.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: join(import.meta.dirname, '../../ranker/shipped') }, lists: { type: 'string', default: '1200' } },
});
const SEED = 1;

const worlds = [...trainingWorlds()];
const examples: EncoderExamples[] = [];
let textEncoder: string | null = null;
for (const world of worlds) {
  await using scratch = await openScratchShop(() => TRAINING_NOW_MS);
  await scratch.putProducts(world.products.map(({ record }) => record));
  examples.push(await encoderExamples(world, scratch));
  textEncoder = (await scratch.shop.index.status()).embeddingVersion;
}

console.error(`User encoder, on ${await openTrainingTensors()}:`);
const encoder = trainEncoder(joinExamples(examples), ({ epoch, loss, validation }) =>
  console.error(`  epoch ${epoch}: loss ${loss.toFixed(4)}, MRR within the category ${validation.toFixed(4)}`),
);

console.error('Living through the years again:');
await openTensors('wasm');
const replayed: (readonly TrainingList[])[] = [];
for (const world of worlds) {
  replayed.push(await replayWorld(world, { encoder: encoder.model, textEncoder, seed: SEED, lists: Number(values.lists) }));
  console.error(`  ${replayed.at(-1)!.length} lists of world ${replayed.length}`);
}
const lists = replayed.flat();

console.error(`Reranker, on ${await openTrainingTensors()}:`);
const reranker = await trainReranker(lists, {
  seed: SEED,
  validationShare: replayed.at(-1)!.length / lists.length,
  onEpoch: ({ epoch, loss, validation }) =>
    console.error(`  epoch ${epoch}: loss ${loss.toFixed(4)}, NDCG@10 ${validation.ndcg.toFixed(4)}, MRR ${validation.reciprocalRank.toFixed(4)}`),
});

await writeShippedModels({ folder: values.folder, encoder, reranker, textEncoder, validation: replayed.at(-1)! });
