import { popularInCategoryOf, popularSource, trendingSource } from '../demand-sources.ts';
import { mergeSources } from '../merge-sources.ts';
import { counted, type ProposeList } from '../strategy.ts';

/**
 * What is wanted more than usual, then what is wanted most, which says so in its reason. Trends near the seeds, or near what the
 * shopper was interested in last, come first. Empty before anything was counted.
 */
export const proposeTrending: ProposeList = async ({ seeds, history }, { behaviour: { counts } }) => {
  const rising = trendingSource(counts, 1);
  const [lead] = [...seeds, ...history];
  const nearby = lead === undefined ? null : popularInCategoryOf(lead, counts, 0.3);
  const nearbyRising = new Map([...(nearby?.scores ?? [])].filter(([id]) => rising.scores.has(id)));
  return counted(mergeSources([
    rising,
    ...(nearby === null ? [] : [{ ...nearby, scores: nearbyRising }]),
    popularSource(counts, 0.01),
  ]));
};
