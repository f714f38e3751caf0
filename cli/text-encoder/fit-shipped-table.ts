/*
 * What:  fits the token table that Aisle ships, search/text-encoder/shipped-table.bin, anew: the same bytes for the same
 *        texts, model and machine.
 * Data:  shippedCorpus; docs/text-encoder.md says where the two files come from.
 * Run:   npm run fit:shipped-encoder -- --minilm DIR --online-retail FILE
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { encodeTokenTable } from '../../search/index.ts';
import { fitEncoder } from './fit-encoder.ts';
import { fitMeter } from './fit-meter.ts';
import { openSentenceModel } from './sentence-model.ts';
import { SHIPPED_NOTICE, shippedCorpus } from './shipped-corpus.ts';

const TABLE = new URL('../../search/text-encoder/shipped-table.bin', import.meta.url);
const { values } = parseArgs({ options: { minilm: { type: 'string' }, 'online-retail': { type: 'string' } } });
const { minilm: modelDir, 'online-retail': onlineRetail } = values;
if (modelDir === undefined || onlineRetail === undefined) {
  process.stderr.write('Expected --minilm DIR and --online-retail FILE.\n');
  process.exit(2);
}
await using model = await openSentenceModel({ modelDir });
const texts = await shippedCorpus(onlineRetail);
const table = await fitEncoder(texts, {
  model,
  name: 'shipped-128',
  notice: SHIPPED_NOTICE,
  seed: 1,
  onProgress: fitMeter(Date.now),
  signal: new AbortController().signal,
});
const bytes = encodeTokenTable(table);
writeFileSync(TABLE, bytes);
console.log(`${table.version}: ${table.vocabulary.length} pieces fitted on ${texts.length} texts, ${bytes.length} bytes.`);
