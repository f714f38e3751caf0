import type { Logger } from 'pino';
import type { Readiness } from '../schema/readiness.ts';
import type { MergeVisitor } from './identity/visitor-merges.ts';
import type { SubgraphExecutor, SubgraphName } from '../schema/subgraph-request.ts';

/** Where a subgraph runs: in this process, or behind `serveSubgraph` at `url`. */
export type SubgraphLocation =
  | { readonly kind: 'in-process'; readonly execute: SubgraphExecutor }
  | { readonly kind: 'http'; readonly url: string };

/** Each at least 32 bytes. */
export interface GatewaySecrets {
  /** Key of the bearer tokens, HS256. */
  readonly token: string;
  /** Signs visitor ids. */
  readonly visitor: string;
  /** Signs requests to subgraphs over HTTP. */
  readonly subgraph: string;
}

/** When a subgraph counts as down. */
export interface BreakerSettings {
  /** Failures in a row after which calls fail at once; one deadline with no answer to anybody meanwhile is enough. */
  readonly failures: number;
  /** Time of failing at once, after which one call probes. */
  readonly coolDownMs: number;
}

/** A number of the shop at the time of a scrape of /metrics. */
export interface ShopGauge {
  /** Such as `aisle_index_documents`. */
  readonly name: string;
  readonly help: string;
  /** Left out of the scrape where it rejects. */
  readonly read: () => Promise<number>;
}

/** A file that the gateway serves beside the API. */
export interface LocalFile {
  readonly type: string;
  readonly body: string;
}

export interface GatewayOptions {
  /** The composed schema. Read at the start, where it must be good, and again from time to time: see `followSupergraph`. */
  readonly readSupergraph: () => Promise<string>;
  /** Milliseconds from one look at the supergraph to the next; 5,000 by default. */
  readonly supergraphPollMs?: number;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphLocation>>;
  readonly secrets: GatewaySecrets;
  /** All three secrets came from the operator; without them only loopback is listened on. */
  readonly secretsConfigured: boolean;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whose pages may ask /graphql from a browser, such as `https://shop.example`; none by default but the gateway's own. */
  readonly allowedOrigins?: readonly string[];
  /** Serves the explorer and introspection, and lets messages suggest names. */
  readonly development: boolean;
  readonly isReady: () => Promise<Readiness>;
  /** Shown at /metrics beside the gateway's own; none by default. */
  readonly gauges?: readonly ShopGauge[];
  /** What stands at a path that is not the gateway's own, such as pictures of a sample shop; null where nothing does. */
  readonly localFile?: (path: string) => LocalFile | null;
  /**
   * Called before the first request that carries both a token and a visitor id is answered, which waits for it; nothing is
   * merged by default.
   */
  readonly mergeVisitor?: MergeVisitor;
  readonly log: Logger;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** Longest wait for one subgraph call of a query, and for the merge of a visitor; 2,000 by default. */
  readonly deadlineMs?: number;
  /** The same for a mutation, whose outcome nobody knows once it passed; 30,000 by default. */
  readonly mutationDeadlineMs?: number;
  /** Longest wait at `close` for requests in flight; 10,000 by default. */
  readonly drainMs?: number;
  /** 5 failures and 2,000 ms by default. */
  readonly breaker?: BreakerSettings;
}

export interface RunningGateway extends AsyncDisposable {
  /** Without a path: `/graphql` is the API. */
  readonly url: string;
  readonly port: number;
  readonly address: string;
  /** Takes no new requests, waits up to `drainMs` for those in flight, then frees the port. Calling it again waits for the same end. */
  close(): Promise<void>;
}
