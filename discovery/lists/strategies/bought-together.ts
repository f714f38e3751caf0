import { mergeSources } from '../merge-sources.ts';
import { partSource } from '../score-source.ts';
import type { ProposeList } from '../strategy.ts';

/**
 * What was bought with the seeds, at once or soon after; nothing else, so that the list is empty where nobody bought
 * anything with them: a second kettle is no companion of a kettle.
 */
export const proposeBoughtTogether: ProposeList = async ({ seedSteps: steps }, { behaviour: { counts } }) =>
  mergeSources([
    partSource(counts.boughtTogether, { code: 'BOUGHT_TOGETHER', weight: 1, items: counts.items, steps, together: true }),
  ]);
