import { createMergedRecommender, type ItemTable, type ScorePart, type SequenceStep, SLIST } from '../../ranker/index.ts';
import type { ReasonCode } from './list-candidate.ts';
import type { ListWeights } from './list-weights.ts';
import { leadsBy, type ScoreSource } from './score-source.ts';

const CODES: Readonly<Record<string, ReasonCode>> = {
  transitions: 'VIEWED_NEXT',
  'viewed-together': 'VIEWED_TOGETHER',
  'bought-together': 'BOUGHT_TOGETHER',
  [SLIST]: 'VIEWED_NEXT',
};

/** Transitions that a count is thought to need before it is believed by half. */
const BELIEVED_BY_HALF = 1;

/** Items that the merged recommender proposes. */
const PROPOSED_MAX = 400;

/** What comes next by the merged recommender, each of its parts a source with its share, so that the loudest gives the reason. */
export function nextItemSources(
  parts: readonly ScorePart[],
  steps: readonly SequenceStep[],
  { items, weights }: { readonly items: ItemTable; readonly weights: ListWeights },
): readonly ScoreSource[] {
  const byName = {
    transitions: weights.transitions,
    'viewed-together': weights.viewedTogether,
    'bought-together': weights.boughtTogether,
    [SLIST]: weights.linear,
  };
  const proposed = createMergedRecommender(parts, byName).recommend(steps, { limit: PROPOSED_MAX });
  return parts.flatMap((part): ScoreSource[] => {
    const code = CODES[part.name];
    if (code === undefined) return [];
    const confidence = confidenceIn(part, steps);
    const shares = proposed.map(({ item, contributions }) => {
      const share = contributions.find((contribution) => contribution.part === part.name)?.value ?? 0;
      return [items.idOf(item), share] as const;
    });
    const scores = new Map(shares.filter(([, share]) => share > 0).map(([id, share]) => [id, share * confidence] as const));
    return [{ code, weight: 1, scores, becauseOf: leadsBy(part, steps, items), subject: null, scaled: true }];
  });
}

/**
 * 0..1: how far a part is believed for this history. Transitions are counts as they are: where the strongest of them happened once, it may
 * be anything, and content should be heard before it; cosines have their shrinkage.
 */
function confidenceIn(part: ScorePart, steps: readonly SequenceStep[]): number {
  if (part.name !== 'transitions') return 1;
  const said = part.score(steps);
  const strongest = said instanceof Float32Array ? Infinity : said.scores.reduce((most, score) => Math.max(most, score), 0);
  return strongest === Infinity ? 1 : strongest / (strongest + BELIEVED_BY_HALF);
}
