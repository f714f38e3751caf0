import { ANONYMOUS, type Identity, type Role } from '../../schema/identity.ts';
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph-request.ts';
import type { Subgraph, SubgraphLog } from '../../subgraphs/index.ts';

export interface RunOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly role?: Role;
  readonly identity?: Identity;
  readonly signal?: AbortSignal;
}

/** A request as the gateway would make it. */
export function request(query: string, { variables = {}, role = 'ANONYMOUS', identity, signal }: RunOptions = {}): SubgraphRequest {
  return {
    query,
    variables,
    operationName: null,
    identity: identity ?? identityOf(role),
    requestId: 'request-1',
    signal: signal ?? new AbortController().signal,
  };
}

export function identityOf(role: Role): Identity {
  return role === 'ANONYMOUS' ? ANONYMOUS : { role, userId: `a-${role.toLowerCase()}`, visitorId: null };
}

export function run(subgraph: Pick<Subgraph, 'execute'>, query: string, options: RunOptions = {}): Promise<SubgraphResponse> {
  return subgraph.execute(request(query, options));
}

/** What was sent back, as JSON sees it: graphql's objects have no prototype. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export interface RecordingLog extends SubgraphLog {
  readonly entries: { readonly details: Readonly<Record<string, unknown>>; readonly message: string }[];
}

export function recordingLog(): RecordingLog {
  const entries: RecordingLog['entries'] = [];
  return { entries, error: (details, message) => void entries.push({ details, message }) };
}
