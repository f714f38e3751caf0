import { AppError, type ClientCode, toClientError } from '../../schema/errors.ts';

export interface FailureAnswer {
  readonly status: number;
  readonly code: ClientCode;
  readonly body: { readonly errors: readonly [{ readonly message: string; readonly extensions: Readonly<Record<string, string>> }] };
}

const STATUS: Readonly<Record<ClientCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** Fastify's complaints about a request, in our words. */
const MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than 10 MB.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type: expected application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; expected a GraphQL request as JSON.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON.',
};

/** The answer to a request that failed outside an operation, in the shape of a GraphQL response. */
export function answerFailure(error: unknown): FailureAnswer {
  const { statusCode, code: fault, message: text } = error as { statusCode?: unknown; code?: unknown; message?: unknown };
  // The integration reads the Host header as part of a URL.
  const requestStatus = fault === 'ERR_INVALID_URL' ? 400 : statusCode;
  const byRequest = !(error instanceof AppError) && typeof requestStatus === 'number' && requestStatus < 500;
  const shown = byRequest ? new AppError('REQUEST_INVALID', MESSAGES[String(fault)] ?? String(text)) : error;
  const { code, reason, message } = toClientError(shown);
  return {
    status: byRequest ? requestStatus : STATUS[code],
    code,
    body: { errors: [{ message, extensions: { code, ...(reason === null ? {} : { reason }) } }] },
  };
}
