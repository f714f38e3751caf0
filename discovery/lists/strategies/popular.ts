import { browseSources } from '../browse-source.ts';
import { popularInCategoryOf, popularSource } from '../demand-sources.ts';
import { mergeSources } from '../merge-sources.ts';
import { counted, type ProposeList } from '../strategy.ts';

/** Beside the shop's 1: so much that variety, which counts a fifth, does not bring in a tea after the first camera. */
const IN_CATEGORY = 10;

/** What is wanted most: within the categories of the seeds, where there are seeds, then in the shop; the best rated fill it. */
export const proposePopular: ProposeList = async (ask, { index, behaviour: { counts } }) => {
  const inCategories = ask.seeds.map((seed) => popularInCategoryOf(seed, counts, IN_CATEGORY)).filter((source) => source !== null);
  const wanted = [...inCategories, popularSource(counts, 1)];
  return counted(mergeSources([...wanted, ...(await browseSources(index, counts, ask, { popular: 1, topRated: 0.01 }, wanted))]));
};
