import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSeededRandom, openTensors, readModel, SLIST, USER_ENCODER } from '../../ranker/index.ts';
import { writeRandomModel } from '../ranker/support/write-random-model.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { objects, runAisle } from './run-aisle.ts';

const PRODUCTS = 40;
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);

it('aisle train and aisle evaluate learn from imported events what comes next, say how well, and write a model that can be activated', async () => {
  await using folder = await temporaryFolder();
  const data = ['--data', join(folder.path, 'shop'), '--json'];
  const file = await writeShop(folder.path);
  expect(await runAisle(['import', ...data, '--catalog', file('products.csv'), '--catalog-mapping', file('products.json'), '--events', file('events.csv'), '--events-mapping', file('events.json')])).toMatchObject({ code: 0 });
  await openTensors('wasm');
  // The reranker that is kept where there are no served lists to train one with.
  await writeRandomModel({ folder: join(folder.path, 'shop/models'), version: 'before-1', seed: 1 });
  expect(await runAisle(['models', 'activate', 'before-1', ...data])).toMatchObject({ code: 0 });

  const trained = await runAisle(['train', ...data, '--epochs', '3', '--model-version', 'own-1', '--report', file('report')]);
  expect(trained).toMatchObject({ code: 0, errors: expect.stringMatching(/epoch 3 of at most 3: loss \d.*validation NDCG@10 0\.\d+/) as string });
  const measured = new Map(objects(trained).flatMap(({ model }) => (typeof model === 'object' ? [model as { name: string; quality: { ndcg: { mean: number; low: number } } }] : [])).map((model) => [model.name, model.quality.ndcg]));
  expect(measured.get('transitions')!.mean).toBeGreaterThan(measured.get('popularity')!.mean + 0.2);
  expect(measured.get('merged')!.low).toBeGreaterThan(measured.get('popularity')!.mean);
  expect(await readFile(file('report/report.html'), 'utf8')).toMatch(/<svg.*merged.*<polyline/s);
  expect(JSON.parse(await readFile(file('report/report.json'), 'utf8'))).toMatchObject({ seed: 1, items: PRODUCTS, epochs: [{ epoch: 1 }, { epoch: 2 }, { epoch: 3 }] });

  expect(await runAisle(['models', 'activate', 'own-1', ...data])).toMatchObject({ code: 0 });
  expect(await runAisle(['train', ...data, '--epochs', '3', '--model-version', 'own-2', '--report', file('report-2')])).toMatchObject({ code: 0 });
  const [first, second] = await Promise.all(['own-1', 'own-2'].map((version) => readModel(join(folder.path, 'shop/models', version))));
  expect(second!.components[USER_ENCODER]).toEqual(first!.components[USER_ENCODER]);
  expect(second!.components[SLIST]).toEqual(first!.components[SLIST]);

  const evaluated = await runAisle(['evaluate', ...data, '--epochs', '1', '--lstm-seconds', '2', '--report', file('report-3')]);
  expect(evaluated.code).toBe(0);
  const lstm = objects(evaluated).map(({ model }) => model as { name: string; classification: unknown }).find(({ name }) => name === 'lstm');
  expect(lstm?.classification).toMatchObject({ accuracy: { mean: expect.any(Number) as number }, auc: { low: expect.any(Number) as number } });
}, 240_000);

it('aisle evaluate says what is missing where there is too little to learn from', async () => {
  await using folder = await temporaryFolder();
  const data = ['--data', join(folder.path, 'shop')];
  const file = await writeShop(folder.path);
  await runAisle(['import', ...data, '--catalog', file('products.csv'), '--catalog-mapping', file('products.json')]);
  expect(await runAisle(['evaluate', ...data])).toMatchObject({ code: 1, errors: expect.stringMatching(/TRAINING_DATA_INVALID: .*expected at least 10, got 0/) as string });
}, 60_000);

/** Products, and shoppers who walk through them in order, a purchase a day, beginning anywhere. */
async function writeShop(folder: string): Promise<(name: string) => string> {
  const random = createSeededRandom(6);
  const file = (name: string): string => join(folder, name);
  const kinds = ['lamp', 'chair', 'table', 'shelf'];
  const products = Array.from({ length: PRODUCTS }, (_, product) => `p${product},${kinds[product % 4]!} number ${product},Brand ${product % 3}`);
  const events = Array.from({ length: 80 }, (_, shopper) => {
    const first = random.below(PRODUCTS);
    const startMs = START_MS + random.below(60) * DAY_MS;
    return Array.from({ length: 9 }, (_unused, step) => `s${shopper},p${(first + step) % PRODUCTS},${new Date(startMs + step * 10 * DAY_MS).toISOString()}`);
  }).flat();
  await writeFile(file('products.csv'), ['id,title,brand', ...products].join('\n'));
  await writeFile(file('products.json'), JSON.stringify({ id: 'id', title: 'title', brand: 'brand' }));
  await writeFile(file('events.csv'), ['shopper,product,at', ...events].join('\n'));
  await writeFile(file('events.json'), JSON.stringify({ type: { value: 'PURCHASE' }, productId: 'product', shopper: 'shopper', at: { column: 'at' } }));
  return file;
}
