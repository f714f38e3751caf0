import { errors, Pool } from 'undici';
import { AppError } from '../../schema/errors.ts';
import { encodeIdentity, IDENTITY_HEADER, REQUEST_ID_HEADER, SIGNATURE_HEADER, signRequest } from '../../schema/request-signature.ts';
import type { SubgraphExecutor, SubgraphRequest } from '../../schema/subgraph-request.ts';
import { readSubgraphResponse } from './read-subgraph-response.ts';
import { subgraphFault } from './subgraph-fault.ts';

/** Sockets per subgraph; beyond it calls queue, within their deadline. */
const CONNECTIONS_MAX = 64;
/** Longest answer that is read, bytes. */
const RESPONSE_MAX = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 1_000;
/** Shorter than the 72 s after which a subgraph closes an idle socket, so that it is we who close it. */
const KEEP_ALIVE_MS = 30_000;

export interface HttpExecutorOptions {
  readonly url: string;
  /** Shared with the subgraph. */
  readonly secret: string;
  readonly now: () => number;
  /** For tests of the bound; `RESPONSE_MAX` by default. */
  readonly responseMaxBytes?: number;
}

export interface HttpExecutor {
  readonly execute: SubgraphExecutor;
  /** Waits for calls in flight, then closes the sockets. */
  readonly close: () => Promise<void>;
}

/** Posts requests to one subgraph, signed, over kept connections. Rejects as `subgraphFault` says, or with the signal's reason. */
export function createHttpExecutor({ url, secret, now, responseMaxBytes = RESPONSE_MAX }: HttpExecutorOptions): HttpExecutor {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: CONNECTIONS_MAX,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: responseMaxBytes,
    // The deadline of the call is the only one.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = pathname + search;

  const execute: SubgraphExecutor = async (request) => {
    const body = serialize(request);
    const { statusCode, text } = await send(body, request);
    if (statusCode !== 200) throw subgraphFault('status', { status: statusCode });
    return readSubgraphResponse(text);
  };

  const send = async (body: string, { identity, requestId, signal }: SubgraphRequest): Promise<{ statusCode: number; text: string }> => {
    const encoded = encodeIdentity(identity);
    try {
      const response = await pool.request({
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [IDENTITY_HEADER]: encoded,
          [SIGNATURE_HEADER]: signRequest({ body, requestId, identity: encoded }, secret, now()),
          [REQUEST_ID_HEADER]: requestId,
        },
        body,
        signal,
      });
      return { statusCode: response.statusCode, text: await response.body.text() };
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw subgraphFault(cause instanceof errors.ResponseExceededMaxSizeError ? 'too-large' : 'connection', { cause });
    }
  };

  return { execute, close: () => pool.close() };
}

function serialize({ query, variables, operationName }: SubgraphRequest): string {
  try {
    return JSON.stringify({ query, variables, operationName });
  } catch (cause) {
    // A value of a custom scalar may be nested so deeply that it overflows the stack.
    throw new AppError('INPUT_INVALID', 'variables: nested too deeply.', { cause });
  }
}
