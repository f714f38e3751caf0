/*
 * What:   next-item recommendation on Amazon Beauty: each part alone and the merged recommender, fitted, chosen and tested by the
 *         protocol of ../shared/data/README.md (leave-one-out, all 12,101 items ranked, the shopper's own left out).
 * Run:    npm run evaluate:sequences [-- --only encoder-ids,merged] [--keep FOLDER] [--again]
 *         Results and fitted models are kept in FOLDER (default data/evaluate-sequences); --again measures what is there, too.
 * Prints: HR@10, NDCG@10 with 95% bootstrap intervals, seconds and memory of each, every model in a process of its own; then the
 *         classic LSTM beside the Transformer on 1,000 seeded shoppers.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Interval } from '../../ranker/index.ts';
import { MODEL_NAMES, measureModel, type ModelName, type ModelResult } from './sequences/measure-model.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, keep: { type: 'string', default: 'data/evaluate-sequences' }, again: { type: 'boolean', default: false }, here: { type: 'string' } },
});
const folder = resolve(values.keep);
mkdirSync(folder, { recursive: true });

if (values.here === undefined) printTable(measureEach(namesOf(values.only)));
else await measureHere(values.here as ModelName);

/** The process of one model. */
async function measureHere(model: ModelName): Promise<void> {
  const startMs = Date.now();
  const log = (line: string): void => console.error(`${model} ${Math.round((Date.now() - startMs) / 1000)} s: ${line}`);
  writeFileSync(fileOf(model), JSON.stringify(await measureModel(model, folder, log), null, 2));
}

function measureEach(models: readonly ModelName[]): ModelResult[] {
  for (const model of models) {
    if (existsSync(fileOf(model)) && !values.again) continue;
    const { status } = spawnSync(process.execPath, [import.meta.filename, '--here', model, '--keep', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) throw new Error(`Measuring ${model} ended with status ${status}.`);
  }
  return models.map((model) => JSON.parse(readFileSync(fileOf(model), 'utf8')) as ModelResult);
}

function printTable(results: readonly ModelResult[]): void {
  console.log('\nAmazon Beauty, test, all items ranked      HR@10 [95%]              NDCG@10 [95%]           MRR@10  coverage   fit s  score s    GB');
  for (const { model, test, fitSeconds, scoreSeconds, peakGigabytes } of results) {
    if (test === null) continue;
    console.log(
      `${model.padEnd(42)} ${cell(test.hitRate)}  ${cell(test.ndcg)}  ${test.mrr.mean.toFixed(4)}     ${test.coverage.toFixed(2)}  ` +
        `${fitSeconds.toFixed(0).padStart(6)}  ${scoreSeconds.toFixed(0).padStart(7)}  ${peakGigabytes.toFixed(1).padStart(4)}`,
    );
  }
  const few = results.filter(({ fewTest }) => fewTest !== null);
  if (few.length > 0) console.log('\n1,000 seeded shoppers      HR@10 [95%]              NDCG@10 [95%]           accuracy [95%]        precision [95%]       recall [95%]          F1 [95%]              AUC [95%]             fit s    GB');
  for (const { model, fewTest, classification, fitSeconds, peakGigabytes } of few) {
    const { accuracy, precision, recall, f1, auc } = classification!;
    const shares = [accuracy, precision, recall, f1, auc].map((value) => cell(value, 3)).join('  ');
    console.log(`${model.padEnd(26)} ${cell(fewTest!.hitRate)}  ${cell(fewTest!.ndcg)}  ${shares}  ${fitSeconds.toFixed(0).padStart(5)}  ${peakGigabytes.toFixed(1).padStart(4)}`);
  }
  const weights = results.find((result) => result.weights !== null)?.weights;
  if (weights) console.log(`\nweights of the merged parts: ${Object.entries(weights).map(([name, weight]) => `${name} ${weight}`).join(', ')}`);
}

function namesOf(only: string | undefined): readonly ModelName[] {
  const asked = only?.split(',') ?? MODEL_NAMES;
  const unknown = asked.filter((name) => !(MODEL_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`--only: expected some of ${MODEL_NAMES.join(', ')}, got ${unknown.join(', ')}`);
  return asked as readonly ModelName[];
}

function fileOf(model: ModelName): string {
  return join(folder, `${model}.json`);
}

function cell({ mean, low, high }: Interval, digits = 4): string {
  return `${mean.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}
