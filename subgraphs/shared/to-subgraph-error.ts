import { GraphQLError, isValueNode } from 'graphql';
import { AppError, ERRORS, toClientError } from '../../schema/errors.ts';
import { placeOfValue } from '../../schema/place-of-value.ts';
import type { SubgraphError } from '../../schema/subgraph-request.ts';
import type { SubgraphContext } from './subgraph-context.ts';
import type { SubgraphLog } from './subgraph.ts';

/**
 * What the gateway is told of an error of execution; the only place where a subgraph maps errors.
 *
 * A resolver's `AppError` goes through `toClientError`. What the signal's abort rejected becomes `REQUEST_ABORTED`, and what
 * graphql says of the value of an argument `INPUT_INVALID`. All else is foreign: logged with the request's id, and masked. The path is kept.
 */
export function toSubgraphError(error: GraphQLError, context: SubgraphContext, log: SubgraphLog): SubgraphError {
  const thrown = known(rootCause(error), context);
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
 * An input that does not fit its type, as found when variables or literals were coerced: the caller's fault. Of a variable
 * graphql's message names the place; of a literal it only quotes the value, so the place is put before what the scalar said.
 */
export function toInputError(error: GraphQLError): SubgraphError {
  const place = placeOfValue(error);
  const message = place === null ? error.message : `${place}: ${(error.originalError ?? error).message}`;
  const { code, reason, message: shown } = toClientError(new AppError('INPUT_INVALID', message));
  return { message: shown, extensions: { code, ...(reason === null ? {} : { reason }) } };
}

/** True where one of our own scalars refused the value. */
export function isInputError(error: GraphQLError): boolean {
  const cause = rootCause(error);
  return cause instanceof AppError && cause.code === 'INPUT_INVALID';
}

/** The error of ours that `cause` stands for, or else itself. */
function known(cause: unknown, { signal }: SubgraphContext): unknown {
  if (signal.aborted && (cause === signal.reason || isAbort(cause))) return new AppError('REQUEST_ABORTED', ERRORS.REQUEST_ABORTED.summary, { cause });
  return isArgumentError(cause) ? new AppError('INPUT_INVALID', cause.message, { cause }) : cause;
}

/**
 * True where graphql found at execution what validation lets pass: a variable may be null where the argument has a default,
 * though its type is not null. Of all that is thrown then, only this points at a value in the operation.
 */
function isArgumentError(cause: unknown): cause is GraphQLError {
  return cause instanceof GraphQLError && cause.nodes !== undefined && cause.nodes.length > 0 && cause.nodes.every(isValueNode);
}

/** What was thrown, below the wrappings of graphql. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? rootCause(error.originalError) : error;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
