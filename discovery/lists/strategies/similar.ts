import { contentSource } from '../content-source.ts';
import { mergeSources } from '../merge-sources.ts';
import { partSource } from '../score-source.ts';
import { counted, type ProposeList } from '../strategy.ts';

/** What is like the seeds: by content first, then by what shoppers looked at beside them. */
export const proposeSimilar: ProposeList = async (ask, { index, behaviour: { counts } }) => {
  const { seeds, seedSteps: steps } = ask;
  if (seeds.length === 0) return counted([]);
  const { items } = counts;
  return counted(mergeSources([
    await contentSource(index, seeds, ask, { weight: 1, decay: 1 }),
    partSource(counts.viewedTogether, { code: 'VIEWED_TOGETHER', weight: 0.5, items, steps, together: true }),
    partSource(counts.transitions, { code: 'VIEWED_NEXT', weight: 0.2, items, steps, together: true }),
  ]));
};
