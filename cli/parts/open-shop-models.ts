import { join } from 'node:path';
import { type Models, type ModelsOptions, openModels, openTensors } from '../../ranker/index.ts';
import type { TextEncoder } from '../../search/index.ts';

/** Models that came with this release. */
const SHIPPED_MODELS = join(import.meta.dirname, '../../ranker/shipped');

/** The ranking models of the shop in `dataDir`, which must know the vectors of its text encoder. */
export async function openShopModels(dataDir: string, encoder: Pick<TextEncoder, 'version' | 'dimensions'>, log: ModelsOptions['log']): Promise<Models> {
  await openTensors('wasm');
  return openModels({
    folder: join(dataDir, 'models'),
    shippedFolder: SHIPPED_MODELS,
    expectations: () => ({ textEncoder: encoder.version, dimensions: { content: encoder.dimensions } }),
    log,
  });
}
