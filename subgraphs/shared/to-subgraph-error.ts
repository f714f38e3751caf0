import { GraphQLError } from 'graphql';
import { AppError, ERRORS, toClientError } from '../../schema/errors.ts';
import type { SubgraphError } from '../../schema/subgraph-request.ts';
import type { SubgraphContext } from './subgraph-context.ts';
import type { SubgraphLog } from './subgraph.ts';

/**
 * What the gateway is told of an error of execution; the only place where a subgraph maps errors.
 *
 * A resolver's `AppError` goes through `toClientError`. What the signal's abort rejected becomes `REQUEST_ABORTED`.
 * All else is foreign: logged with the request's id, and masked. The path is kept.
 */
export function toSubgraphError(error: GraphQLError, context: SubgraphContext, log: SubgraphLog): SubgraphError {
  const cause = rootCause(error);
  const thrown =
    context.signal.aborted && (cause === context.signal.reason || isAbort(cause))
      ? new AppError('REQUEST_ABORTED', ERRORS.REQUEST_ABORTED.summary, { cause })
      : cause;
  const { code, reason, message } = toClientError(thrown);
  if (!(thrown instanceof AppError) || thrown.kind === 'bug' || thrown.kind === 'operator') {
    log.error({ requestId: context.requestId, path: error.path?.join('.'), err: thrown }, 'A resolver failed unexpectedly.');
  }
  return {
    message,
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { code, ...(reason === null ? {} : { reason }) },
  };
}

/**
 * An input that does not fit its type, as found when variables or literals were coerced: the caller's fault,
 * and graphql's message names the variable and the place in it.
 */
export function toInputError(error: GraphQLError): SubgraphError {
  const { code, reason, message } = toClientError(new AppError('INPUT_INVALID', error.message));
  return { message, extensions: { code, ...(reason === null ? {} : { reason }) } };
}

/** True where one of our own scalars refused the value. */
export function isInputError(error: GraphQLError): boolean {
  const cause = rootCause(error);
  return cause instanceof AppError && cause.code === 'INPUT_INVALID';
}

/** What was thrown, below the wrappings of graphql. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? rootCause(error.originalError) : error;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
