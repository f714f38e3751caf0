import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { Behaviour } from '../behaviour/create-behaviour.ts';
import type { ListAsk } from './list-ask.ts';
import type { ListCandidate } from './list-candidate.ts';

export interface StrategyParts {
  readonly index: SearchIndex;
  readonly behaviour: Pick<Behaviour, 'counts' | 'statsOf'>;
}

/** Proposes products, best first, no product twice; what may not be shown is left out later. */
export type ProposeList = (ask: ListAsk, parts: StrategyParts) => Promise<readonly ListCandidate[]>;
