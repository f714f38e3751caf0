import { companionSource } from '../companion-source.ts';
import { mergeSources } from '../merge-sources.ts';
import { partSource } from '../score-source.ts';
import { counted, type ProposeList } from '../strategy.ts';

/** Seeds, from the last, whose companion categories are looked at. */
const COMPANION_SEEDS_MAX = 3;

/**
 * What was bought with the seeds, at once or soon after; then what goes with them by what is bought across their categories.
 * Nothing else, so that the list is empty where nobody bought anything with them: a second kettle is no companion of a kettle.
 */
export const proposeBoughtTogether: ProposeList = async (ask, { index, behaviour: { counts } }) => {
  const { items } = counts;
  const latest = ask.seeds.slice(-COMPANION_SEEDS_MAX);
  const companions = await Promise.all(latest.map((seed) => companionSource(index, seed, counts, ask, 0.4)));
  return counted(mergeSources([
    partSource(counts.boughtTogether, { code: 'BOUGHT_TOGETHER', weight: 1, items, steps: ask.seedSteps, together: true }),
    ...companions.filter((source) => source !== null),
  ]));
};
