import type { Identity } from './identity.ts';

export const SUBGRAPH_NAMES = ['catalog', 'users', 'recommendations'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** One fetch of the gateway's query plan, the same in process and over HTTP. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly identity: Identity;
  /** Follows one client request through all processes and logs. */
  readonly requestId: string;
  /** Aborted when the client goes away or the deadline passes. */
  readonly signal: AbortSignal;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  /** `code` is a `ClientCode`; `reason` the registry's code, where it may be told. */
  readonly extensions: { readonly code: string; readonly reason?: string };
}

export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly SubgraphError[];
}

/** Runs a request against one subgraph. Never rejects for what a resolver threw: that is in `errors`. */
export type SubgraphExecutor = (request: SubgraphRequest) => Promise<SubgraphResponse>;
