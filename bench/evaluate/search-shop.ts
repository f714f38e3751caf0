import { join } from 'node:path';
import { CHORUS_CATALOG, CHORUS_MAPPING } from '../support/chorus-icecat.ts';
import { type ImportedShop, importedShop, runAisleCommand } from '../support/imported-shop.ts';

export const ENCODERS = ['shipped', 'fitted', 'minilm'] as const;
export type EncoderName = (typeof ENCODERS)[number];

const MINILM = join(import.meta.dirname, '../../../shared/models/all-MiniLM-L6-v2');

/**
 * The chorus-icecat shop with a text encoder: the table that ships, the table fitted to this catalogue by the documented
 * command, or MiniLM itself. Each in a folder of its own; the latter two are minutes of work the first time.
 */
export function searchShop(encoder: EncoderName): Promise<ImportedShop> {
  const shop = { catalog: CHORUS_CATALOG, mapping: CHORUS_MAPPING };
  if (encoder === 'shipped') return importedShop({ ...shop, name: 'chorus-icecat' });
  if (encoder === 'minilm') return importedShop({ ...shop, name: 'chorus-icecat-minilm', textModelDir: MINILM });
  return importedShop({
    ...shop,
    name: 'chorus-icecat-fitted',
    prepare: (dataDir) => runAisleCommand('fit-text-encoder', '--minilm', MINILM, '--data', dataDir),
  });
}
