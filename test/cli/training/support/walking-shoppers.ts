import { createSeededRandom, type SequenceStep, type ShopItems } from '../../../../ranker/index.ts';
import { productId } from '../../../../schema/ids.ts';
import type { TrainingData } from '../../../../cli/training/training-data.ts';

const ITEMS = 40;
const DAY_MS = 86_400_000;

/** Shoppers who walk through the products in order, a purchase every ten days, beginning anywhere. */
export function walkingShoppers(): TrainingData {
  const random = createSeededRandom(6);
  const items: ShopItems = {
    itemIds: Array.from({ length: ITEMS }, (_, item) => productId(`p${item}`)),
    titles: Array.from({ length: ITEMS }, (_, item) => `${['lamp', 'chair', 'table', 'shelf'][item % 4]!} number ${item}`),
    attributes: Array.from({ length: ITEMS }, (_, item) => [`Brand ${item % 3}`]),
    content: new Float32Array(),
    contentDimension: 0,
  };
  const histories = Array.from({ length: 80 }, () => {
    const first = random.below(ITEMS);
    const startMs = Date.UTC(2026, 0, 1) + random.below(60) * DAY_MS;
    return Array.from({ length: 9 }, (_, step): SequenceStep => ({ item: (first + step) % ITEMS, type: 'PURCHASE', atMs: startMs + step * 10 * DAY_MS }));
  });
  return { items, histories, lists: [], textEncoder: null, reranker: null };
}

/** The same, but what was bought from a day on was drawn by chance. */
export function withFutureByChance({ items, histories }: TrainingData, fromMs: number): Pick<TrainingData, 'items' | 'histories'> {
  const random = createSeededRandom(9);
  return { items, histories: histories.map((steps) => steps.map((step) => (step.atMs! < fromMs ? step : { ...step, item: random.below(ITEMS) }))) };
}
