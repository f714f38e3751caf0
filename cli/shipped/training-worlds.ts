import { type AttributeTaste, drawAttributeTaste, generateSample, type Offer, offersOf, type SampleProduct, simulateShoppers, type Simulation } from '../sample/index.ts';

/** A shop that is made up to be learned from. */
export interface TrainingWorld {
  /** As they would be imported, dirt and all. */
  readonly products: readonly SampleProduct[];
  readonly offers: readonly Offer[];
  readonly year: Simulation<AttributeTaste>;
}

/** End of the simulated year: fixed, so that the model does not depend on when it is trained. */
export const TRAINING_NOW_MS = Date.UTC(2026, 10, 1);

/** The sample shop's own seed is not among them: it is new to the model, as any shop will be. */
const SEEDS: readonly number[] = [101, 102, 103];
const PRODUCTS = 3_000;
const SHOPPERS = 1_500;

/** Shops of different products and shoppers, one after another. */
export function* trainingWorlds(): Generator<TrainingWorld> {
  for (const seed of SEEDS) {
    const products = [...generateSample({ seed, products: PRODUCTS })];
    const offers = offersOf(products);
    yield { products, offers, year: simulateShoppers({ seed, shoppers: SHOPPERS, offers, nowMs: TRAINING_NOW_MS, drawTaste: drawAttributeTaste }) };
  }
}
