import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { modelVersion } from '../../schema/ids.ts';
import { createPrinter } from '../print.ts';
import type { CollectTrainingDataArgs } from '../tasks/collect-training-data.ts';
import { trainAndMeasure, type TrainContext } from '../training/train-and-measure.ts';
import { readTrainingData, type TrainingData } from '../training/training-data.ts';
import { writeReport } from '../training/write-report.ts';
import { assertRerankerIsHad, writeTrainedModel } from '../training/write-trained-model.ts';
import { runOnShop } from './run-on-shop.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';
import { stopSignal } from './stop-signal.ts';

interface EvaluateOptions extends SharedOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly lstmSeconds: number;
  readonly report?: string;
}

interface TrainOptions extends EvaluateOptions {
  readonly modelVersion?: string;
  readonly quantized?: true;
}

/** `aisle train` and `aisle evaluate`: on a shop that is served as on one that is not; the work is done in this process. */
export function addTrainingCommands(program: Command): void {
  withTrainingOptions(program.command('train'), { lstmSeconds: 0 })
    .description('Learn from what shoppers did: measure on the newest of it, then write a model to activate.')
    .option('--model-version <name>', 'name of the model; the time where none is given')
    .option('--quantized', 'weights in 8 bits')
    .action(train);
  withTrainingOptions(program.command('evaluate'), { lstmSeconds: 300 })
    .description('Measure recommenders on what shoppers did last, fitted on what they did before, beside the classic LSTM. Writes a report, no model.')
    .action(evaluate);
}

function withTrainingOptions(command: Command, { lstmSeconds }: { readonly lstmSeconds: number }): Command {
  return withSharedOptions(command)
    .option('--seed <number>', 'the same seed, data and machine give the same model', wholeNumber, 1)
    .option('--epochs <number>', 'at most; it ends before where validation gets no better', wholeNumber, 40)
    .option('--lstm-seconds <number>', 'for training the LSTM beside it; 0: none', wholeNumber, lstmSeconds)
    .option('--report <dir>', 'folder of the report; <data>/reports/<version> where none is given');
}

async function train(options: TrainOptions): Promise<void> {
  const { seed, data: dataDir } = options;
  const version = modelVersion(options.modelVersion ?? timeName());
  const context = contextOf(options);
  const data = await collect(options);
  assertRerankerIsHad(data);
  const quantized = options.quantized === true;
  const outcome = await trainAndMeasure(data, settingsOf(options, { quantized }), context);
  const printer = createPrinter(options.json === true);
  writeReport(options.report ?? join(dataDir, 'reports', version), outcome.report, printer);
  const directory = await writeTrainedModel(data, outcome, { ...context, version, folder: join(dataDir, 'models'), quantized, seed });
  printer.result(`Model ${version} is in ${directory}; "aisle models activate ${version}" ranks with it.`, { model: version, directory });
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const { report } = await trainAndMeasure(await collect(options), settingsOf(options, { quantized: false }), contextOf(options));
  writeReport(options.report ?? join(options.data, 'reports', timeName()), report, createPrinter(options.json === true));
}

/** Whoever has the shop open writes its data to a file of ours; then we need the shop no more. */
async function collect(options: SharedOptions): Promise<TrainingData> {
  const folder = mkdtempSync(join(tmpdir(), 'aisle-train-'));
  try {
    const file = join(folder, 'data');
    await runOnShop('collect-training-data', { file } satisfies CollectTrainingDataArgs, options);
    return readTrainingData(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function contextOf({ json }: SharedOptions): TrainContext {
  const printer = createPrinter(json === true);
  return { remark: (line) => printer.remark(line), now: Date.now, signal: stopSignal() };
}

function settingsOf({ seed, epochs, lstmSeconds }: EvaluateOptions, { quantized }: { readonly quantized: boolean }) {
  return { seed, epochsMax: epochs, lstmSeconds, quantized };
}

/** Such as `20261124-101500`, UTC. */
function timeName(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, '').replaceAll(/[-:]/g, '').replace('T', '-');
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError(`Expected a whole number from 0, got "${value}".`);
  return number;
}
