import type { Logger } from 'pino';
import { createGateway, type RunningGateway, type SubgraphLocation } from '../gateway/index.ts';
import type { SubgraphName } from '../schema/subgraph-request.ts';
import { serveSubgraph, type ServedSubgraph } from '../subgraphs/index.ts';
import { indexGauges } from './index-gauges.ts';
import type { Shop } from './open-shop.ts';
import { shopHealth } from './parts/health-checks.ts';
import { catalogSubgraph, recommendationsSubgraph, usersSubgraph } from './parts/subgraphs.ts';
import { visitorMerge } from './parts/visitor-merge.ts';
import { readSupergraph } from './read-supergraph.ts';
import { sampleFile } from './sample/index.ts';
import type { Secrets } from './secrets.ts';

export interface DoorOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly secrets: Secrets;
  /** All three came from the operator; without them only loopback is listened on. */
  readonly secretsConfigured: boolean;
  /** See `GatewayOptions`. */
  readonly allowedOrigins?: readonly string[];
  /** Serves the explorer and introspection. */
  readonly development: boolean;
  /** True: each subgraph behind HTTP on a loopback port of its own, as in a cluster. */
  readonly overHttp: boolean;
  /** File of the composed schema; that of this release by default. */
  readonly supergraph?: string;
  /** See `GatewayOptions`. */
  readonly deadlineMs?: number;
  readonly log: Logger;
  readonly now: () => number;
}

export interface Door extends AsyncDisposable {
  /** Without a path: `/graphql` is the API. */
  readonly url: string;
  /** Subgraphs served over HTTP, by name; empty in one process. */
  readonly served: ReadonlyMap<SubgraphName, ServedSubgraph>;
}

/** Opens a shop to clients: its subgraphs, in process or over HTTP, behind the gateway. */
export async function openDoor(shop: Shop, options: DoorOptions): Promise<Door> {
  const { host, port, secrets, secretsConfigured, allowedOrigins, development, overHttp, supergraph, deadlineMs, log, now } = options;
  await using opened = new AsyncDisposableStack();
  const served = new Map<SubgraphName, ServedSubgraph>();
  const locations: Partial<Record<SubgraphName, SubgraphLocation>> = {};
  for (const { name, execute } of [catalogSubgraph(shop, options), usersSubgraph(shop, options), recommendationsSubgraph(shop, options)]) {
    if (!overHttp) {
      locations[name] = { kind: 'in-process', execute };
      continue;
    }
    const server = opened.use(
      await serveSubgraph({ executor: execute, host: '127.0.0.1', port: 0, secret: secrets.subgraph, now, log }),
    );
    served.set(name, server);
    locations[name] = { kind: 'http', url: server.url };
  }
  const gateway: RunningGateway = opened.use(
    await createGateway({
      readSupergraph: () => readSupergraph(supergraph),
      subgraphs: locations as Record<SubgraphName, SubgraphLocation>,
      secrets,
      secretsConfigured,
      host,
      port,
      ...(allowedOrigins !== undefined && { allowedOrigins }),
      development,
      isReady: () => shopHealth(shop),
      gauges: indexGauges(shop, now),
      ...(deadlineMs !== undefined && { deadlineMs }),
      localFile: sampleFile,
      mergeVisitor: visitorMerge(shop),
      log,
      now,
    }),
  );
  const resources = opened.move();
  return { url: gateway.url, served, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
