import type { Identity } from '../../schema/identity.ts';

/** What every resolver may use; made once a request. */
export interface SubgraphContext {
  readonly identity: Identity;
  /** Follows one client request through all processes and logs. */
  readonly requestId: string;
  /** Aborted when the client goes away or the deadline passes. */
  readonly signal: AbortSignal;
}
