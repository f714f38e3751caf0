import type { ProductId } from '../../schema/ids.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import type { CheckedList } from '../input/check-recommend-request.ts';
import type { KeptList } from '../listing/kept-lists.ts';
import type { RequestScope } from '../request-scope.ts';
import { mayStand } from '../rules/may-stand.ts';
import type { RulePlan } from '../rules/rule-plan.ts';
import { steeredIndex } from '../rules/steered-index.ts';
import type { DiscoveryContext, Strategy } from '../search-types.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import { comesAgain } from './buy-again-source.ts';
import { diversify } from './diversify.ts';
import { createLanguageFit } from './language-fit.ts';
import type { ListCandidate } from './list-candidate.ts';
import { createMayBeShown } from './may-be-shown.ts';
import { applyListRules } from './apply-list-rules.ts';
import { readAsk } from './read-ask.ts';
import type { RecommendationMeta } from './recommendation-meta.ts';
import { proposeBoughtTogether } from './strategies/bought-together.ts';
import { proposeForYou } from './strategies/for-you.ts';
import { proposePopular } from './strategies/popular.ts';
import { proposeRecentlyViewed } from './strategies/recently-viewed.ts';
import { proposeSimilar } from './strategies/similar.ts';
import { proposeTrending } from './strategies/trending.ts';
import type { ProposeList, StrategyParts } from './strategy.ts';

interface StrategySpec {
  readonly propose: ProposeList;
  /** See `diversify`; 1: the order matters more than variety. */
  readonly lambda: number;
  /** Whether products in a script that seeds and history do not have stand further down. */
  readonly readable: boolean;
}

const STRATEGY_SPECS: Readonly<Record<Strategy, StrategySpec>> = {
  FOR_YOU: { propose: proposeForYou, lambda: 0.85, readable: true },
  SIMILAR: { propose: proposeSimilar, lambda: 1, readable: true },
  BOUGHT_TOGETHER: { propose: proposeBoughtTogether, lambda: 0.6, readable: true },
  TRENDING: { propose: proposeTrending, lambda: 0.8, readable: true },
  POPULAR: { propose: proposePopular, lambda: 0.8, readable: false },
  RECENTLY_VIEWED: { propose: proposeRecentlyViewed, lambda: 1, readable: false },
};

/** Longest list; paging ends there. */
export const LIST_MAX = 200;
/** Proposals whose documents are read, and read again further on where the filters let few through. */
const READ_AT_ONCE = 400;
/** Places that are chosen for variety, too. */
const DIVERSE_PLACES = 36;

export interface MakeListOptions extends StrategyParts {
  readonly scope: RequestScope;
  /** Of the rules that hold for the list. */
  readonly plan: RulePlan;
}

interface Shown extends ListCandidate {
  readonly document: IndexDocument;
}

/** Proposes, leaves out what may not be shown, diversifies, and applies the rules. */
export async function makeList(
  list: CheckedList,
  state: ShopperState,
  { signal }: DiscoveryContext,
  { scope, plan, ...unsteered }: MakeListOptions,
): Promise<KeptList<RecommendationMeta>> {
  const parts = { ...unsteered, index: steeredIndex(unsteered.index, plan) };
  const { behaviour } = parts;
  const { propose, lambda, readable } = STRATEGY_SPECS[list.strategy];
  const { ask, known } = await readAsk(list, state, { scope, counts: behaviour.counts, signal });
  const { candidates: proposals, modelVersion, degradations } = await propose(ask, parts);
  const passes = createMayBeShown({
    list,
    state,
    known,
    history: ask.history.map(({ id }) => id),
    comesAgain: (id: ProductId) => comesAgain(behaviour, id),
  });
  const languageFit = createLanguageFit(readable ? [...ask.seeds, ...ask.history] : []);
  const mayBeShown = (document: IndexDocument): boolean => mayStand(plan, document) && passes(document);
  const shown: Shown[] = [];
  for (let from = 0; from < proposals.length && shown.length < LIST_MAX; from += READ_AT_ONCE) {
    const chunk = proposals.slice(from, from + READ_AT_ONCE);
    const documents = await scope.documents(chunk.map(({ id }) => id));
    for (const [i, candidate] of chunk.entries()) {
      const document = documents[i]!;
      if (document === null || !mayBeShown(document)) continue;
      const score = candidate.score * languageFit(document);
      shown.push({ id: candidate.id, score, document, get reason() { return candidate.reason; } });
    }
  }
  const ranked = shown.toSorted((a, b) => b.score - a.score).slice(0, LIST_MAX);
  const diverse = diversify(ranked, { lambda, places: DIVERSE_PLACES });
  const ordered = await applyListRules(diverse, { plan, ask, index: parts.index, documents: (ids) => scope.documents(ids), mayBeShown });
  return {
    ids: ordered.map(({ id }) => id),
    total: ordered.length,
    meta: { degradations: [...state.degradations, ...degradations], modelVersion, reasons: ordered.map(({ reason }) => reason) },
  };
}
