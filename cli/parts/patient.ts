import { GUARD_DEFAULTS, type GuardSettings } from '../../discovery/index.ts';

/** Longest wait of the gateway for a subgraph, milliseconds. */
const SUBGRAPH_DEADLINE_MS = 2_000;

export interface Patience {
  /** For what is known of a shopper. */
  readonly guard: GuardSettings;
  /** Of the gateway, for a subgraph. */
  readonly deadlineMs: number;
}

/** @param patience - See `Configuration`. */
export function patient(patience: number): Patience {
  return { guard: { ...GUARD_DEFAULTS, deadlineMs: GUARD_DEFAULTS.deadlineMs * patience }, deadlineMs: SUBGRAPH_DEADLINE_MS * patience };
}
