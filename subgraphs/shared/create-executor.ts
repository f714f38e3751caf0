import { execute } from 'graphql';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { AppError, ERRORS, toClientError } from '../../schema/errors.ts';
import type { SubgraphError, SubgraphExecutor, SubgraphResponse } from '../../schema/subgraph-request.ts';
import { createDocumentCache } from './document-cache.ts';
import type { SubgraphContext } from './subgraph-context.ts';
import type { SubgraphLog } from './subgraph.ts';
import { isInputError, toInputError, toSubgraphError } from './to-subgraph-error.ts';

export interface ExecutorOptions<C extends SubgraphContext> {
  readonly schema: GraphQLSchema;
  /** Adds loaders and stores to what the request brings; called once a request. */
  readonly makeContext: (request: SubgraphContext) => C;
  readonly log: SubgraphLog;
}

/** Runs the gateway's fetches against one schema. */
export function createExecutor<C extends SubgraphContext>({ schema, makeContext, log }: ExecutorOptions<C>): SubgraphExecutor {
  const documentOf = createDocumentCache(schema);
  return async ({ query, variables, operationName, identity, requestId, signal }) => {
    if (signal.aborted) return { errors: [abortedError()] };
    const context = makeContext({ identity, requestId, signal });
    const { document, errors } = documentOf(query);
    if (document === null) return refuse(errors, context, log);
    const result = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    });
    return toResponse(result, context, log);
  };
}

function toResponse(result: ExecutionResult, context: SubgraphContext, log: SubgraphLog): SubgraphResponse {
  const { data, errors } = result;
  // Without `data` nothing ran: the variables did not fit.
  if (data === undefined) return { errors: (errors ?? []).map(toInputError) };
  return {
    data,
    ...(errors === undefined ? {} : { errors: errors.map((error) => toSubgraphError(error, context, log)) }),
  };
}

/**
 * The gateway has validated the operation already, but for values of scalars, which only we know. Anything else means
 * that its supergraph is of another version than this schema: for the operator, not for the caller.
 */
function refuse(errors: readonly GraphQLError[], context: SubgraphContext, log: SubgraphLog): SubgraphResponse {
  return { errors: errors.map((error) => (isInputError(error) ? toInputError(error) : toSubgraphError(error, context, log))) };
}

function abortedError(): SubgraphError {
  const { code, message } = toClientError(new AppError('REQUEST_ABORTED', ERRORS.REQUEST_ABORTED.summary));
  return { message, extensions: { code, reason: 'REQUEST_ABORTED' } };
}
