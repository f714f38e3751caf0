import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import { AppError } from '../schema/errors.ts';
import type { SubgraphName } from '../schema/subgraph-request.ts';
import { formatError } from './errors/format-error.ts';
import type { GatewayContext } from './gateway-context.ts';
import { QUERY_LIMITS } from './limits/query-limits.ts';
import { shapeRules } from './limits/shape-rules.ts';
import { createOperationPlugin } from './operation-plugin.ts';
import { followSupergraph } from './supergraph/follow-supergraph.ts';
import type { Metrics } from './telemetry/create-metrics.ts';

export interface ApolloOptions {
  /** See `GatewayOptions`. */
  readonly readSupergraph: () => Promise<string>;
  readonly supergraphPollMs: number;
  readonly dataSources: ReadonlyMap<SubgraphName, GraphQLDataSource<GatewayContext>>;
  readonly development: boolean;
  readonly metrics: Pick<Metrics, 'countError'>;
  readonly log: Logger;
}

/**
 * Apollo's gateway and server over our data sources, started. It plans each operation once and keeps parsed documents and
 * plans (30 MiB each). Nothing is reported to anybody, and answers carry no caching policy: they depend on who asks.
 */
export async function createApolloServer({ readSupergraph, supergraphPollMs, dataSources, development, metrics, log }: ApolloOptions): Promise<ApolloServer<GatewayContext>> {
  // The gateway sends usage data to its vendor unless this says no; it has no option for it.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const logger = log.child({ part: 'apollo' }, { level: 'warn' });
  const gateway = new ApolloGateway({
    supergraphSdl: followSupergraph({ read: readSupergraph, pollMs: supergraphPollMs, log }),
    logger,
    buildService({ name }) {
      const dataSource = dataSources.get(name as SubgraphName);
      if (dataSource === undefined) throw new AppError('CONFIGURATION_INVALID', `The supergraph has a subgraph "${name}" that is not connected.`);
      return dataSource;
    },
    // Shown to any client that sends a certain header, otherwise.
    __exposeQueryPlanExperimental: false,
  });
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger,
    formatError(formatted, error) {
      const shown = formatError(formatted, error);
      metrics.countError(String(shown.extensions?.['code']));
      return shown;
    },
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: shapeRules(),
    stopOnTerminationSignals: false,
    plugins: [
      createOperationPlugin(log),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}
