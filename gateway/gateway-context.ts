import type { Identity } from '../schema/identity.ts';

/** What one client request knows of itself. */
export interface GatewayContext {
  readonly identity: Identity;
  readonly requestId: string;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Filled in while the operation runs, for the log and the metrics. */
  readonly notes: RequestNotes;
}

export interface RequestNotes {
  /** Null where the operation has none, or was not found. */
  operationName: string | null;
  /** `ClientCode` of each error, in order. */
  errorCodes: string[];
}

export function createRequestNotes(): RequestNotes {
  return { operationName: null, errorCodes: [] };
}
