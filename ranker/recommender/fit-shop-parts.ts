import { createItemNeighbours } from '../behaviour/item-neighbours.ts';
import { createPairCounts } from '../behaviour/pair-counts.ts';
import { createPopularity } from '../behaviour/popularity.ts';
import { DEMAND_WEIGHTS, INTEREST_WEIGHTS } from '../behaviour/step-weights.ts';
import { createTransitions } from '../behaviour/transitions.ts';
import { sideBySide } from '../content/side-by-side.ts';
import { createSparseContentPart } from '../content/sparse-content-part.ts';
import { tfIdf } from '../content/tf-idf.ts';
import { titleTerms } from '../content/title-terms.ts';
import type { ScorePart, SequenceStep } from '../score-part.ts';
import { fitFrequentSlist } from '../slist/fit-frequent-slist.ts';
import { SLIST_SETTINGS } from '../slist/fit-slist.ts';
import type { SlistNeighbours } from '../slist/slist-neighbours.ts';
import { createSlistPart } from '../slist/slist-part.ts';
import { createFixedPart } from './fixed-part.ts';
import { createInDemandPart } from './in-demand-part.ts';
import { createOwnItemsPart } from './own-items-part.ts';
import type { ShopItems } from './shop-data.ts';

const DAY_MS = 86_400_000;

export interface ShopPartsOptions {
  /** Items that the sequential linear model is fitted for, the most frequent: its cost is their number to the third power. */
  readonly linearItemsMax: number;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface ShopParts {
  readonly parts: readonly ScorePart[];
  readonly slist: SlistNeighbours;
}

/**
 * The parts of a shop's recommender that are counted or solved for, all from the same histories: own items, as such and
 * in demand, item-kNN, directed
 * transitions, popularity, likeness of titles and of attributes, and the sequential linear model with content.
 *
 * @param histories - Oldest first.
 */
export function fitShopParts(items: ShopItems, histories: readonly (readonly SequenceStep[])[], options: ShopPartsOptions): ShopParts {
  const counts = { weights: INTEREST_WEIGHTS, halfLifeMs: 180 * DAY_MS, neighboursMax: 200 } as const;
  const together = createPairCounts({ ...counts, directed: false, gapMax: 5 });
  const nexts = createPairCounts({ ...counts, directed: true, gapMax: 5 });
  const popularity = createPopularity({ halfLifeMs: 14 * DAY_MS, weights: DEMAND_WEIGHTS });
  for (const history of histories) {
    together.addSequence(history);
    nexts.addSequence(history);
    for (const step of history) popularity.add(step);
  }
  const demands = Float32Array.from(items.itemIds, (_, item) => Math.log1p(popularity.demand(item)));
  const own = createOwnItemsPart({ name: 'own-items', weights: INTEREST_WEIGHTS, visitDecay: 0.9 });
  const titles = tfIdf(items.titles.map(titleTerms));
  const attributes = tfIdf(items.attributes);
  const content = sideBySide([{ matrix: titles, weight: 1 }, { matrix: attributes, weight: Math.SQRT1_2 }]);
  const { linearItemsMax, ...rest } = options;
  const slist = fitFrequentSlist({ items: items.itemIds.length, histories, content, ...rest }, SLIST_SETTINGS, linearItemsMax);
  return {
    slist,
    parts: [
      own,
      createInDemandPart(own, 'own-items-in-demand', (item) => demands[item]!),
      createItemNeighbours(together, { name: 'item-knn', shrinkage: 2 }),
      createTransitions(nexts, { name: 'transitions' }),
      createFixedPart(popularity),
      createSparseContentPart(titles, { name: 'titles' }),
      createSparseContentPart(attributes, { name: 'attributes' }),
      createSlistPart(slist, { pastDecay: SLIST_SETTINGS.scoringDecay, counts: INTEREST_WEIGHTS }),
    ],
  };
}
