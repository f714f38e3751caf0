/** What a client may find in `extensions.code`; the list of the public API, complete. */
export type ClientCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/**
 * Who has to act. Retry policy, log level and masking read this field; nothing branches on a message.
 * `caller`: the message is shown. `operator`: shown on the command line, masked to clients.
 * `unavailable`: may be repeated; clients see the summary. `bug`: masked.
 */
export type ErrorKind = 'caller' | 'operator' | 'unavailable' | 'bug';

interface ErrorSpec {
  readonly kind: ErrorKind;
  readonly clientCode: ClientCode;
  /** First release that could emit the code. Codes are never renamed in place or reused. */
  readonly since: string;
  /** What the code means, as printed in docs/Errors.md. */
  readonly summary: string;
}

/** Every error that Aisle throws on purpose. docs/Errors.md is generated from it. */
export const ERRORS = {
  INPUT_INVALID: {
    kind: 'caller',
    clientCode: 'BAD_USER_INPUT',
    since: '0.1.0',
    summary: 'An argument has a value that is not allowed; the message names the field and what was expected.',
  },
  FILTER_FIELD_UNKNOWN: {
    kind: 'caller',
    clientCode: 'BAD_USER_INPUT',
    since: '0.1.0',
    summary: 'A filter names a field that cannot be filtered on.',
  },
  CURSOR_INVALID: {
    kind: 'caller',
    clientCode: 'BAD_USER_INPUT',
    since: '0.1.0',
    summary: 'The `after` cursor was not issued by this API, or was issued for another query.',
  },
  TOKEN_INVALID: {
    kind: 'caller',
    clientCode: 'UNAUTHENTICATED',
    since: '0.1.0',
    summary: 'The bearer token is malformed, expired or not signed by this shop.',
  },
  SIGN_IN_REQUIRED: {
    kind: 'caller',
    clientCode: 'UNAUTHENTICATED',
    since: '0.1.0',
    summary: 'The field needs a signed-in caller.',
  },
  ROLE_MISSING: {
    kind: 'caller',
    clientCode: 'FORBIDDEN',
    since: '0.1.0',
    summary: 'The caller is signed in, but the field needs a higher role.',
  },
  QUERY_INVALID: {
    kind: 'caller',
    clientCode: 'BAD_USER_INPUT',
    since: '0.1.0',
    summary: 'The operation is not GraphQL, does not fit the schema, or is not among those sent.',
  },
  REQUEST_INVALID: {
    kind: 'caller',
    clientCode: 'BAD_USER_INPUT',
    since: '0.1.0',
    summary: 'The HTTP request is not a GraphQL request: its method, headers, size or body are not as expected.',
  },
  QUERY_TOO_COMPLEX: {
    kind: 'caller',
    clientCode: 'QUERY_TOO_COMPLEX',
    since: '0.1.0',
    summary: 'The operation is too deep, too wide or too long to be run.',
  },
  NOT_FOUND: {
    kind: 'caller',
    clientCode: 'NOT_FOUND',
    since: '0.1.0',
    summary: 'What the request names does not exist.',
  },
  VERSION_CONFLICT: {
    kind: 'caller',
    clientCode: 'CONFLICT',
    since: '0.1.0',
    summary: 'Someone else has changed it since: `ifVersion` is not the current version. Nothing was written; read it again and decide anew.',
  },
  REQUEST_ABORTED: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The request was cancelled or ran past its deadline.',
  },
  SUBGRAPH_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'A part of the service did not answer in time; the call may be repeated.',
  },
  SUBGRAPH_SIGNATURE_INVALID: {
    kind: 'operator',
    clientCode: 'UNAUTHENTICATED',
    since: '0.1.0',
    summary: 'A subgraph was called without the signature of its gateway.',
  },
  SEARCH_INDEX_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The search index did not answer in time; the call may be repeated.',
  },
  SEARCH_INDEX_CORRUPT: {
    kind: 'operator',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'A stored index document or snapshot cannot be read; `aisle index verify` names it.',
  },
  CATALOG_STORE_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The catalog store did not answer in time; the call may be repeated.',
  },
  USER_STORE_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The store of users and events did not answer in time; the call may be repeated.',
  },
  RULE_STORE_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The store of rules and synonyms did not answer in time; the call may be repeated. Search goes on by the last rules known.',
  },
  CACHE_UNAVAILABLE: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The cache of user state did not answer in time; the call may be repeated.',
  },
  STORE_FULL: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'A store cannot take the write because its disk or quota is full.',
  },
  STORE_LOCKED: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'A store is held by another process; the call may be repeated.',
  },
  CHANGE_HISTORY_LOST: {
    kind: 'operator',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The change feed no longer reaches back to the position asked for; the index is rebuilt.',
  },
  INDEX_REPLACED: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'The index was rebuilt and swapped meanwhile; what was to be written is written to the new one.',
  },
  LEASE_LOST: {
    kind: 'unavailable',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'Another process has taken over work that one does at a time; it goes on there.',
  },
  INDEX_DIFFERS: {
    kind: 'operator',
    clientCode: 'UNAVAILABLE',
    since: '0.1.0',
    summary: 'Verification found documents that differ from the catalog; `aisle index repair` restores just those.',
  },
  CONFIGURATION_INVALID: {
    kind: 'operator',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'An option or environment variable is missing or wrong; all faults are listed at once.',
  },
  MAPPING_INVALID: {
    kind: 'operator',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'A mapping file does not say what it must, or says it wrongly; the message names the path in it.',
  },
  IMPORT_FILE_INVALID: {
    kind: 'operator',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'A file to import cannot be read, or is not in the format its name says.',
  },
  MODEL_NOT_FOUND: {
    kind: 'caller',
    clientCode: 'NOT_FOUND',
    since: '0.1.0',
    summary: 'No ranking model of that version is on offer; the message lists those that are.',
  },
  MODEL_REFUSED: {
    kind: 'caller',
    clientCode: 'CONFLICT',
    since: '0.1.0',
    summary: 'A ranking model is damaged, does not fit this release or fails its self-check, so it was not made active; the message says why.',
  },
  TRAINING_DATA_INVALID: {
    kind: 'operator',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'There are too few events, or none of the kind needed, to train or evaluate a model; the message says what is missing.',
  },
  COMPOSITION_FAILED: {
    kind: 'operator',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'The subgraph schemas do not compose, or break the public API.',
  },
  INVARIANT_BROKEN: {
    kind: 'bug',
    clientCode: 'INTERNAL_SERVER_ERROR',
    since: '0.1.0',
    summary: 'Something that cannot happen did; the log has the facts.',
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof ERRORS;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** Facts for logs. Never put a secret, a query text or a user id here. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly details?: ErrorDetails;
}

/** The only error class the project throws on purpose. A message says what was expected and what was got. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.details = options.details ?? {};
  }

  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }
}

/** All of `ClientCode`. */
export const CLIENT_CODES: ReadonlySet<string> = new Set<ClientCode>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
]);

export interface ClientError {
  readonly code: ClientCode;
  /** The registry's code, so that a client can tell two causes of one `code` apart; null where masked. */
  readonly reason: ErrorCode | null;
  readonly message: string;
}

/**
 * The one place where an error becomes visible to a client.
 *
 * `caller` errors keep their message; `unavailable` ones show their summary.
 * Everything else, foreign errors included, is masked.
 */
export function toClientError(error: unknown): ClientError {
  if (error instanceof AppError && error.kind !== 'bug') {
    const { kind, clientCode, summary } = ERRORS[error.code];
    if (kind === 'caller') return { code: clientCode, reason: error.code, message: error.message };
    if (kind === 'unavailable') return { code: clientCode, reason: error.code, message: summary };
    if (clientCode === 'UNAVAILABLE') return { code: clientCode, reason: null, message: 'Part of the service is unavailable.' };
  }
  return { code: 'INTERNAL_SERVER_ERROR', reason: null, message: 'Unexpected error.' };
}
