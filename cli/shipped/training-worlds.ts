import { EVENT_TYPES, type EventType } from '../../stores/ports/shopper-event.ts';
import { type AttributeTaste, drawAttributeTaste, generateSample, type Offer, offersOf, type SampleProduct, simulateShoppers, type Simulation } from '../sample/index.ts';

/** A shop that is made up to be learned from. */
export interface TrainingWorld {
  /** As they would be imported, dirt and all. */
  readonly products: readonly SampleProduct[];
  readonly offers: readonly Offer[];
  readonly year: Simulation<AttributeTaste>;
  /** What the shop hears of; many know only of purchases. */
  readonly recorded: readonly EventType[];
}

/** End of the simulated year: fixed, so that the model does not depend on when it is trained. */
export const TRAINING_NOW_MS = Date.UTC(2026, 10, 1);

/** The sample shop's own seed is not among them: it is new to the model, as any shop will be. */
export const TRAINING_WORLDS = {
  worlds: [
    { seed: 101, recorded: EVENT_TYPES },
    { seed: 102, recorded: EVENT_TYPES },
    { seed: 103, recorded: ['PURCHASE'] },
    { seed: 104, recorded: EVENT_TYPES },
  ],
  products: 3_000,
  shoppers: 1_500,
} as const;

/** Shops of different products and shoppers, one after another. */
export function* trainingWorlds(): Generator<TrainingWorld> {
  const { worlds, products: count, shoppers } = TRAINING_WORLDS;
  for (const { seed, recorded } of worlds) {
    const products = [...generateSample({ seed, products: count })];
    const offers = offersOf(products);
    yield { products, offers, recorded, year: simulateShoppers({ seed, shoppers, offers, nowMs: TRAINING_NOW_MS, drawTaste: drawAttributeTaste }) };
  }
}
