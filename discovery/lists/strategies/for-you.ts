import type { IndexDocument } from '../../../stores/ports/search-index.ts';
import { browseSources } from '../browse-source.ts';
import { buyAgainSource } from '../buy-again-source.ts';
import { contentSource } from '../content-source.ts';
import { audienceSource, popularInCategoryOf, popularSource, trendingSource } from '../demand-sources.ts';
import type { ListAsk } from '../list-ask.ts';
import { mergeSources } from '../merge-sources.ts';
import { nextItemSources } from '../next-item-sources.ts';
import type { ScoreSource } from '../score-source.ts';
import { counted, type ProposeList, type StrategyParts } from '../strategy.ts';
import { tasteSource } from '../taste-source.ts';
import { varyByShopper } from '../vary-by-shopper.ts';

/** Of the shopper's latest products, those whose categories are looked at. */
const CATEGORIES_MAX = 3;
/** Proposals that the model has a say on. */
const TASTED_MAX = 300;

/**
 * What the shopper may want next: what follows from the last steps, by counts and by content, with what is wanted in the same
 * categories and by the same kind of shopper behind it. Of one of whom nothing is known: what is rising and what is wanted, the same
 * for all such shoppers. Seeds count as what was looked at last.
 */
export const proposeForYou: ProposeList = async (ask, { index, behaviour, taste, log }) => {
  const { counts } = behaviour;
  const leads = leadsOf(ask);
  const known = leads.length > 0;
  const spokenFor = [
    ...(known ? await personalSources(leads, ask, { index, behaviour, taste }) : []),
    trendingSource(counts, known ? 0.05 : 0.6),
    popularSource(counts, known ? 0.15 : 0.4),
  ];
  const sources = [...spokenFor, ...(await browseSources(index, counts, ask, { popular: 0.04, topRated: 0.01 }, spokenFor))];
  const proposed = mergeSources(sources);
  if (!known) return counted(proposed);
  const documents = await ask.documents(proposed.slice(0, TASTED_MAX).map(({ id }) => id));
  const { sources: tasted, ...spoken } = await tasteSource(taste, documents, ask, { weight: taste.listParts(counts.items).weights.taste, log });
  const merged = tasted.length === 0 ? proposed : mergeSources([...sources, ...tasted]);
  // Not by id alone: one of whom nothing is stored sees what everybody sees, seeds or none.
  const { shopper, sequence } = ask.state;
  return { ...spoken, candidates: shopper === null || sequence.length === 0 ? merged : varyByShopper(merged, shopper) };
};

/** Weights beside `ListWeights`, on the same scale. */
async function personalSources(
  leads: readonly IndexDocument[],
  ask: ListAsk,
  { index, behaviour, taste }: Pick<StrategyParts, 'index' | 'behaviour' | 'taste'>,
): Promise<readonly ScoreSource[]> {
  const { counts } = behaviour;
  const { items } = counts;
  const steps = [...ask.historySteps, ...ask.seedSteps];
  const { parts, weights } = taste.listParts(items);
  const inCategories = leads.slice(0, CATEGORIES_MAX).map((lead, place) => popularInCategoryOf(lead, counts, 0.6 * 0.7 ** place));
  const [department] = leads[0]!.product.categories;
  return [
    ...nextItemSources([counts.transitions, counts.viewedTogether, counts.boughtTogether, ...parts], steps, { items, weights }),
    await contentSource(index, leads, ask, { weight: weights.content, decay: 0.7 }),
    buyAgainSource(ask.state, behaviour, 0.6),
    ...inCategories,
    department === undefined ? null : audienceSource(department, counts, 0.15),
  ].filter((source) => source !== null);
}

/** The strongest first: the seeds, then the newest of the history. */
function leadsOf({ seeds, history }: ListAsk): readonly IndexDocument[] {
  return [...new Map([...seeds, ...history].map((document) => [document.id, document])).values()];
}
