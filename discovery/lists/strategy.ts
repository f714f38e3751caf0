import type { ModelVersion } from '../../schema/ids.ts';
import type { SearchIndex } from '../../stores/ports/search-index.ts';
import type { Behaviour } from '../behaviour/create-behaviour.ts';
import type { DiscoveryLog } from '../discovery-log.ts';
import type { Degradation } from '../search-types.ts';
import type { ListAsk } from './list-ask.ts';
import type { ListCandidate } from './list-candidate.ts';
import type { Taste } from './taste.ts';

export interface StrategyParts {
  readonly index: SearchIndex;
  readonly behaviour: Pick<Behaviour, 'counts' | 'statsOf'>;
  readonly taste: Taste;
  readonly log: DiscoveryLog;
}

export interface Proposal {
  /** Best first, no product twice; what may not be shown is left out later. */
  readonly candidates: readonly ListCandidate[];
  /** Null where no model had a say. */
  readonly modelVersion: ModelVersion | null;
  readonly degradations: readonly Degradation[];
}

export type ProposeList = (ask: ListAsk, parts: StrategyParts) => Promise<Proposal>;

/** A proposal in which no model had a say. */
export function counted(candidates: readonly ListCandidate[]): Proposal {
  return { candidates, modelVersion: null, degradations: [] };
}
