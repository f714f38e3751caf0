import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createGateway, type GatewayOptions, type SubgraphLocation } from '../../../gateway/index.ts';
import type { SubgraphName } from '../../../schema/subgraph-request.ts';
import { SMALL_SHOP } from './small-shop.ts';

export const SECRETS = { token: 't'.repeat(32), visitor: 'v'.repeat(32), subgraph: 's'.repeat(32) };

/** A moment that no real clock shows. */
export const NOW = Date.parse('2031-05-06T07:08:09Z');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  readonly extensions?: unknown;
}

export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  close(): Promise<void>;
  /** Sends one operation. */
  ask(query: string, options?: { variables?: Record<string, unknown>; headers?: Record<string, string> }): Promise<Answer>;
  /** Sends anything to /graphql. */
  send(init: RequestInit, search?: string): Promise<Answer>;
  get(path: string): Promise<Response>;
  /** Log lines so far. */
  readonly lines: readonly Record<string, unknown>[];
}

export type TestGatewayOptions = Partial<Omit<GatewayOptions, 'subgraphs'>> & {
  readonly subgraphs?: Partial<Record<SubgraphName, SubgraphLocation>>;
};

/** A gateway on a free port over the small shop; `subgraphs` replaces parts of it. */
export async function openGateway({ subgraphs = {}, ...options }: TestGatewayOptions = {}): Promise<TestGateway> {
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const { catalog, users, recommendations } = SMALL_SHOP.executors;
  const gateway = await createGateway({
    readSupergraph: async () => SMALL_SHOP.supergraphSdl,
    subgraphs: {
      catalog: { kind: 'in-process', execute: catalog },
      users: { kind: 'in-process', execute: users },
      recommendations: { kind: 'in-process', execute: recommendations },
      ...subgraphs,
    },
    secrets: SECRETS,
    secretsConfigured: false,
    host: '127.0.0.1',
    port: 0,
    development: false,
    isReady: async () => ({ ready: true, checks: { catalog: 'ok' } }),
    log: pino({ level: 'info' }, sink),
    now: () => NOW,
    ...options,
  });
  const send: TestGateway['send'] = async (init, search = '') => {
    const response = await fetch(`${gateway.url}/graphql${search}`, init);
    return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
  };
  return {
    url: gateway.url,
    close: () => gateway.close(),
    send,
    ask: (query, { variables, headers } = {}) =>
      send({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) }),
    get: (path) => fetch(gateway.url + path, { redirect: 'manual' }),
    lines,
    [Symbol.asyncDispose]: () => gateway.close(),
  };
}
