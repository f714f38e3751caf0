import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { CLIENT_CODES, type ClientCode, ERRORS, type ErrorCode, toClientError } from '../../schema/errors.ts';
import { placeOfValue } from '../../schema/place-of-value.ts';

/** What Apollo calls the faults of a request, and what we call them. */
const APOLLO_REASONS: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'QUERY_INVALID',
  GRAPHQL_VALIDATION_FAILED: 'QUERY_INVALID',
  OPERATION_RESOLUTION_FAILURE: 'QUERY_INVALID',
  BAD_REQUEST: 'REQUEST_INVALID',
  PERSISTED_QUERY_NOT_SUPPORTED: 'REQUEST_INVALID',
  PERSISTED_QUERY_NOT_FOUND: 'REQUEST_INVALID',
};

/** graphql's parser has no code for it. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;

/**
 * The one place where an error of an operation becomes visible to a client: one of the nine codes, a message, where it
 * happened, and nothing else. Whatever has no code of ours or of Apollo's request checks is masked.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, reason, message } = visible(formatted, error);
  return {
    message,
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { code, ...(reason === null ? {} : { reason }) },
  };
}

interface Visible {
  readonly code: ClientCode;
  readonly reason: string | null;
  readonly message: string;
}

function visible({ message, extensions = {} }: GraphQLFormattedError, error: unknown): Visible {
  const { code, reason } = extensions;
  const limit = tooComplex(message, error);
  if (limit !== null) return { code: 'QUERY_TOO_COMPLEX', reason: 'QUERY_TOO_COMPLEX', message: limit };
  if (extensions['validationErrorCode'] === 'INTROSPECTION_DISABLED') {
    return { code: 'BAD_USER_INPUT', reason: 'QUERY_INVALID', message: 'Introspection (__schema, __type) is off here.' };
  }
  const apolloReason = APOLLO_REASONS[String(code)];
  if (apolloReason !== undefined) {
    const place = code === 'GRAPHQL_VALIDATION_FAILED' && error instanceof GraphQLError ? placeOfValue(error) : null;
    return { code: ERRORS[apolloReason].clientCode, reason: apolloReason, message: place === null ? message : `${place}: ${message}` };
  }
  if (isClientCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
    // Apollo says BAD_USER_INPUT, without a reason, of variables that do not fit their types.
    return { code, reason: typeof reason === 'string' ? reason : code === 'BAD_USER_INPUT' ? 'INPUT_INVALID' : null, message };
  }
  return toClientError(null);
}

/** What to say of an operation over a limit; null for any other error. */
function tooComplex(message: string, error: unknown): string | null {
  const tokens = TOO_MANY_TOKENS.exec(message)?.[1];
  if (tokens !== undefined) return `The operation has more than ${tokens} tokens.`;
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return cause instanceof GraphQLError && cause.extensions['reason'] === 'QUERY_TOO_COMPLEX' ? cause.message : null;
}

function isClientCode(code: unknown): code is ClientCode {
  return typeof code === 'string' && CLIENT_CODES.has(code);
}
