import type { IndexDocument } from '../../../stores/ports/search-index.ts';
import { browseSources } from '../browse-source.ts';
import { buyAgainSource } from '../buy-again-source.ts';
import { contentSource } from '../content-source.ts';
import { audienceSource, popularInCategoryOf, popularSource, trendingSource } from '../demand-sources.ts';
import type { ListAsk } from '../list-ask.ts';
import { mergeSources } from '../merge-sources.ts';
import { partSource, type ScoreSource } from '../score-source.ts';
import type { ProposeList, StrategyParts } from '../strategy.ts';
import { varyByShopper } from '../vary-by-shopper.ts';

/** Of the shopper's latest products, those whose categories are looked at. */
const CATEGORIES_MAX = 3;

/**
 * What the shopper may want next: what follows from the last steps, by counts and by content, with what is wanted in the same
 * categories and by the same kind of shopper behind it. Of one of whom nothing is known: what is rising and what is wanted, the same
 * for all such shoppers. Seeds count as what was looked at last.
 */
export const proposeForYou: ProposeList = async (ask, parts) => {
  const { index, behaviour: { counts } } = parts;
  const leads = leadsOf(ask);
  const sources = [
    ...(leads.length === 0 ? [] : await personalSources(leads, ask, parts)),
    trendingSource(counts, leads.length === 0 ? 0.6 : 0.05),
    popularSource(counts, leads.length === 0 ? 0.4 : 0.05),
    ...(await browseSources(index, counts, ask, { popular: 0.04, topRated: 0.01 })),
  ];
  const merged = mergeSources(sources);
  return ask.state.shopper === null || leads.length === 0 ? merged : varyByShopper(merged, ask.state.shopper);
};

/** Weights: measured on Beauty (docs/lists.md), where transitions beat co-views, and content adds to both. */
async function personalSources(
  leads: readonly IndexDocument[],
  ask: ListAsk,
  { index, behaviour }: StrategyParts,
): Promise<readonly ScoreSource[]> {
  const { counts } = behaviour;
  const { items } = counts;
  const steps = [...ask.historySteps, ...ask.seedSteps];
  const inCategories = leads.slice(0, CATEGORIES_MAX).map((lead, place) => popularInCategoryOf(lead, counts, 0.25 * 0.7 ** place));
  const [department] = leads[0]!.product.categories;
  return [
    partSource(counts.transitions, { code: 'VIEWED_NEXT', weight: 1, items, steps }),
    partSource(counts.viewedTogether, { code: 'VIEWED_TOGETHER', weight: 0.7, items, steps }),
    partSource(counts.boughtTogether, { code: 'BOUGHT_TOGETHER', weight: 0.5, items, steps }),
    await contentSource(index, leads, ask, { weight: 0.8, decay: 0.7 }),
    buyAgainSource(ask.state, behaviour, 0.6),
    ...inCategories,
    department === undefined ? null : audienceSource(department, counts, 0.15),
  ].filter((source) => source !== null);
}

/** The strongest first: the seeds, then the newest of the history. */
function leadsOf({ seeds, history }: ListAsk): readonly IndexDocument[] {
  return [...new Map([...seeds, ...history].map((document) => [document.id, document])).values()];
}
