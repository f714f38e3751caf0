import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { pino } from 'pino';
import { AppError } from '../../schema/errors.ts';
import type { ProductId } from '../../schema/ids.ts';
import { encodeTokenTable, type ProductText } from '../../search/index.ts';
import { productText } from '../../indexer/index.ts';
import type { CleanedProduct } from '../../stores/ports/catalog-store.ts';
import { readConfiguration } from '../configuration.ts';
import { openCatalog } from '../stores/open-catalog.ts';
import { fitEncoder } from '../text-encoder/fit-encoder.ts';
import { fitMeter } from '../text-encoder/fit-meter.ts';
import { FITTED_TABLE } from '../text-encoder/open-text-encoder.ts';
import { openSentenceModel } from '../text-encoder/sentence-model.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';
import { stopSignal } from './stop-signal.ts';

interface FitOptions extends SharedOptions {
  readonly minilm: string;
  readonly out?: string;
  readonly seed: string;
}

/** Products that an encoder is fitted on; more teach it little and cost time. */
const PRODUCTS_MAX = 100_000;
const PAGE = 1_000;

export function addFitTextEncoderCommand(program: Command): void {
  withSharedOptions(program.command('fit-text-encoder'))
    .description('Fit the text encoder to the products of a shop by a sentence model (needs the package onnxruntime-node). The shop may be served meanwhile, and uses it from its next start.')
    .requiredOption('--minilm <dir>', 'folder of the sentence model: model.onnx and vocab.txt')
    .option('--out <file>', `where the table goes (default: ${FITTED_TABLE} in the shop's folder)`)
    .option('--seed <number>', 'the same seed gives the same table', '1')
    .action((options: FitOptions) => fit(options, stopSignal()));
}

async function fit({ data, minilm, out = join(data, FITTED_TABLE), seed, json }: FitOptions, signal: AbortSignal): Promise<void> {
  if (!Number.isSafeInteger(Number(seed))) throw new AppError('CONFIGURATION_INVALID', `--seed: expected a whole number, got "${seed}".`);
  if (!existsSync(data)) throw new AppError('CONFIGURATION_INVALID', `--data: expected the folder of a shop, but there is no ${data}.`);
  await using model = await openSentenceModel({ modelDir: minilm });
  const products = await readProducts(data, signal);
  if (products.length === 0) throw new AppError('CONFIGURATION_INVALID', `--data: expected a shop with products, but ${data} has none.`);
  const table = await fitEncoder(products, { model, name: 'fitted-128', notice: "Texts: this shop's products.", seed: Number(seed), onProgress: fitMeter(Date.now), signal });
  const bytes = encodeTokenTable(table);
  const path = resolve(out);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  const result = { version: table.version, products: products.length, pieces: table.vocabulary.length, bytes: bytes.length, file: path };
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${result.version}: ${result.pieces} pieces fitted on ${result.products} products, ${result.bytes} bytes in ${path}.\n`);
}

async function readProducts(dataDir: string, signal: AbortSignal): Promise<readonly ProductText[]> {
  const { servers, logLevel } = readConfiguration(process.env);
  await using catalog = await openCatalog({ dataDir, servers, now: Date.now, log: pino({ level: logLevel }, pino.destination(2)) });
  const texts: ProductText[] = [];
  for (let after: ProductId | null = null; texts.length < PRODUCTS_MAX; ) {
    const page: readonly CleanedProduct[] = await catalog.scanProducts(after, PAGE, signal);
    texts.push(...page.map(({ product }) => productText(product)));
    if (page.length < PAGE) break;
    after = page.at(-1)!.product.id;
  }
  return texts.slice(0, PRODUCTS_MAX);
}
