import type { Logger } from 'pino';
import { createGateway, type LocalFile, type MergeVisitor, type RunningGateway, type SubgraphLocation } from '../gateway/index.ts';
import type { SubgraphName } from '../schema/subgraph-request.ts';
import {
  createCatalogSubgraph,
  createRecommendationsSubgraph,
  createUsersSubgraph,
  serveSubgraph,
  type ServedSubgraph,
  type Subgraph,
} from '../subgraphs/index.ts';
import { readSupergraph } from './read-supergraph.ts';
import { indexGauges } from './index-gauges.ts';
import type { Shop } from './open-shop.ts';
import { sampleImage } from './sample/index.ts';
import type { Secrets } from './secrets.ts';

export interface DoorOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly secrets: Secrets;
  /** All three came from the operator; without them only loopback is listened on. */
  readonly secretsConfigured: boolean;
  /** Serves the explorer and introspection. */
  readonly development: boolean;
  /** True: each subgraph behind HTTP on a loopback port of its own, as in a cluster. */
  readonly overHttp: boolean;
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
  const { host, port, secrets, secretsConfigured, development, overHttp, log, now } = options;
  await using opened = new AsyncDisposableStack();
  const subgraphs = subgraphsOf(shop, { log, now });
  const served = new Map<SubgraphName, ServedSubgraph>();
  const locations: Partial<Record<SubgraphName, SubgraphLocation>> = {};
  for (const { name, execute } of subgraphs) {
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
      supergraphSdl: readSupergraph(),
      subgraphs: locations as Record<SubgraphName, SubgraphLocation>,
      secrets,
      secretsConfigured,
      host,
      port,
      development,
      isReady: () => readiness(shop),
      gauges: indexGauges(shop, now),
      localFile: sampleFile,
      mergeVisitor: visitorMerge(shop),
      log,
      now,
    }),
  );
  const resources = opened.move();
  return { url: gateway.url, served, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

function subgraphsOf(shop: Shop, { log, now }: Pick<DoorOptions, 'log' | 'now'>): readonly Subgraph[] {
  const { catalog, users, cache, index, discovery, merchandising, models, traces, segments } = shop;
  return [
    createCatalogSubgraph({
      catalog,
      products: catalog,
      categories: catalog,
      feed: catalog,
      quarantine: catalog,
      index,
      fallback: index,
      now,
      log,
    }),
    createUsersSubgraph({ events: users, profiles: users, served: users, records: users, cache, traces, segments, now, log }),
    createRecommendationsSubgraph({ discovery, merchandising, models, log }),
  ];
}

/** What was just shown to the visitor is written down first, and so merged too; what is cached of them is nobody's any more. */
function visitorMerge({ users, cache, traces }: Shop): MergeVisitor {
  return async (visitor, user, signal) => {
    await traces.written();
    await users.mergeVisitor(visitor, user, signal);
    await cache.forget(visitor, signal).catch(() => undefined);
  };
}

/** Pictures of the sample shop's products; other shops name addresses of their own. */
function sampleFile(path: string): LocalFile | null {
  const name = /^\/sample\/images\/([^/]+)$/.exec(path)?.[1];
  const body = name === undefined ? null : sampleImage(name);
  return body === null ? null : { type: 'image/svg+xml', body };
}

async function readiness({ catalog, index, users, behaviour }: Shop): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const checks = {
    catalog: await check(() => catalog.countProducts()),
    searchIndex: await check(() => index.status()),
  };
  const ready = Object.values(checks).every((state) => state === 'ok');
  // Shown, but not needed: without its users a shop serves the same to everybody, and lists answer with what is counted so far.
  const userStore = await check(() => users.scanEvents(null, 1));
  const { counted, upToDate } = behaviour.progress();
  return { ready, checks: { ...checks, userStore, behaviour: upToDate ? 'ok' : `counting, ${counted} events so far` } };
}

async function check(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask();
    return 'ok';
  } catch {
    return 'unavailable';
  }
}
