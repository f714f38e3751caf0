import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Logger } from 'pino';
import { AppError, ERRORS, toClientError } from '../../schema/errors.ts';
import type { SubgraphError, SubgraphExecutor, SubgraphName, SubgraphRequest } from '../../schema/subgraph-request.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { Metrics } from '../telemetry/create-metrics.ts';
import { affectedPaths } from './affected-paths.ts';
import { faultOf } from './subgraph-fault.ts';

export interface DataSourceOptions {
  readonly name: SubgraphName;
  readonly execute: SubgraphExecutor;
  readonly metrics: Pick<Metrics, 'observeSubgraphCall'>;
  readonly log: Logger;
}

type ProcessOptions = GraphQLDataSourceProcessOptions<GatewayContext>;

/**
 * What Apollo's gateway asks of one subgraph, for both kinds of location.
 *
 * A call that brought no answer becomes one `UNAVAILABLE` error per field that it leaves null, so that the rest of the
 * client's answer stands; nothing is ever thrown at Apollo, which would lose the code and the path.
 */
export function createDataSource({ name, execute, metrics, log }: DataSourceOptions): GraphQLDataSource<GatewayContext> {
  return {
    async process(options) {
      const request = toSubgraphRequest(options);
      const started = performance.now();
      let outcome = 'answered';
      try {
        const { data, errors } = await execute(request);
        return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors: [...errors] }) };
      } catch (error) {
        outcome = request.signal.aborted ? 'aborted' : (faultOf(error) ?? 'failed');
        if (outcome !== 'aborted' && outcome !== 'breaker') {
          log.warn({ subgraph: name, requestId: request.requestId, outcome, err: error }, 'A subgraph call failed.');
        }
        return { errors: failureErrors(error, request) };
      } finally {
        metrics.observeSubgraphCall(name, outcome, performance.now() - started);
      }
    },
  };
}

function toSubgraphRequest(options: ProcessOptions): SubgraphRequest {
  if (!('incomingRequestContext' in options)) {
    throw new AppError('INVARIANT_BROKEN', `Expected a fetch of a client's operation, got one of kind "${options.kind}".`);
  }
  const { request, context } = options;
  return {
    query: request.query ?? '',
    variables: request.variables ?? {},
    operationName: request.operationName ?? null,
    identity: context.identity,
    requestId: context.requestId,
    signal: context.signal,
  };
}

function failureErrors(error: unknown, { query, variables, signal }: SubgraphRequest): SubgraphError[] {
  const shown = signal.aborted ? new AppError('REQUEST_ABORTED', ERRORS.REQUEST_ABORTED.summary) : error;
  const { code, reason, message } = toClientError(shown);
  const extensions = { code, ...(reason === null ? {} : { reason }) };
  const paths = affectedPaths(query, variables);
  return paths.length === 0 ? [{ message, extensions }] : paths.map((path) => ({ message, path, extensions }));
}

