import { drawAttributeTaste, type AttributeTaste } from './shoppers/attribute-taste.ts';
import { DEMO_SHOPPERS } from './shoppers/demo-shoppers.ts';
import { offersOf } from './shoppers/offer.ts';
import { simulateShoppers } from './shoppers/simulate-shoppers.ts';
import type { Simulation } from './shoppers/simulation.ts';
import { generateSample, type SampleOptions } from './generate-sample.ts';

/** The products of the sample shop. */
export const SAMPLE_SHOP = { seed: 20_261_124, products: 3_000 } as const satisfies SampleOptions;

const SHOPPERS_SEED = 1;
const SHOPPERS = 1_500;

/** The year of the sample shop that ends at `nowMs`: what its shoppers did, the demo shoppers among them. */
export function sampleShopYear(nowMs: number): Simulation<AttributeTaste> {
  return simulateShoppers({
    seed: SHOPPERS_SEED,
    shoppers: SHOPPERS,
    offers: offersOf(generateSample(SAMPLE_SHOP)),
    nowMs,
    drawTaste: drawAttributeTaste,
    named: DEMO_SHOPPERS,
  });
}
