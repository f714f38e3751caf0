import type { AddressInfo } from 'node:net';
import { AppError } from '../schema/errors.ts';
import { listenFault } from '../schema/listen-fault.ts';
import { SUBGRAPH_NAMES } from '../schema/subgraph-request.ts';
import { checkOptions } from './check-options.ts';
import { createApolloServer } from './create-apollo-server.ts';
import { addExplorerRoutes } from './explorer/explorer-routes.ts';
import type { GatewayOptions, RunningGateway } from './gateway-options.ts';
import { allowOrigins } from './http/allow-origins.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { addGraphqlRoute } from './http/graphql-route.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { addLocalFiles } from './http/local-files.ts';
import { createTokenVerifier } from './identity/verify-token.ts';
import { createVisitorIds } from './identity/visitor-ids.ts';
import { createVisitorMerges } from './identity/visitor-merges.ts';
import { connectSubgraph } from './subgraph/connect-subgraph.ts';
import { createMetrics } from './telemetry/create-metrics.ts';

/** Time for requests aborted at the end of the drain to be answered, before their connections are cut. */
const ABORT_GRACE_MS = 500;

/**
 * Opens the one door: listens, and answers the composed API at /graphql.
 *
 * @throws AppError `CONFIGURATION_INVALID` where a secret is too short, or `host` is reachable from outside with secrets that
 * nobody configured, or the port is taken.
 */
export async function createGateway(options: GatewayOptions): Promise<RunningGateway> {
  checkOptions(options);
  const { readSupergraph, supergraphPollMs = 5_000, subgraphs, secrets, host, port, development, isReady, log, now } = options;
  const { deadlineMs = 2_000, mutationDeadlineMs = 30_000, drainMs = 10_000, breaker = { failures: 5, coolDownMs: 2_000 } } = options;
  const inFlight = new Set<AbortController>();
  let draining = false;
  const isDraining = (): boolean => draining;

  await using opened = new AsyncDisposableStack();
  const metrics = opened.use(createMetrics(options.gauges ?? []));
  const connected = new Map(
    SUBGRAPH_NAMES.map((name) => [
      name,
      connectSubgraph({ name, location: subgraphs[name], secret: secrets.subgraph, breaker, deadlineMs, mutationDeadlineMs, metrics, log, now }),
    ]),
  );
  opened.defer(async () => void (await Promise.all([...connected.values()].map((subgraph) => subgraph.close()))));
  const dataSources = new Map([...connected].map(([name, { dataSource }]) => [name, dataSource]));
  const apollo = await createApolloServer({ readSupergraph, supergraphPollMs, dataSources, development, metrics, log });
  opened.defer(() => apollo.stop());

  const app = createHttpServer({ log, metrics, isDraining });
  opened.defer(async () => {
    draining = true;
    let cut: NodeJS.Timeout | undefined;
    const drained = setTimeout(() => {
      for (const request of inFlight) request.abort(new AppError('REQUEST_ABORTED', 'The gateway shuts down.'));
      cut = setTimeout(() => app.server.closeAllConnections(), ABORT_GRACE_MS);
    }, drainMs);
    await app.close();
    clearTimeout(drained);
    clearTimeout(cut);
  });
  await app.register(async (routes) => {
    await allowOrigins(routes, options.allowedOrigins ?? []);
    addGraphqlRoute(routes, {
      apollo,
      inFlight,
      mergeVisitor: createVisitorMerges({
        merge: options.mergeVisitor ?? (async () => undefined),
        deadlineMs,
        coolDownMs: breaker.coolDownMs,
        now,
        log,
      }),
      verifyToken: createTokenVerifier({ secret: secrets.token, now }),
      visitorIds: createVisitorIds(secrets.visitor),
    });
  });
  addHealthRoutes(app, { isReady, isDraining });
  if (development) addExplorerRoutes(app);
  if (options.localFile !== undefined) addLocalFiles(app, options.localFile);

  const url = await listen(() => app.listen({ host, port }), `${host}:${port}`);
  const { address, port: boundPort } = app.server.address() as AddressInfo;
  const resources = opened.move();
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => (closed ??= resources.disposeAsync());
  return { url, address, port: boundPort, close, [Symbol.asyncDispose]: close };
}

async function listen(start: () => Promise<string>, where: string): Promise<string> {
  try {
    return await start();
  } catch (cause) {
    throw listenFault(cause, where);
  }
}
