import { fastify } from 'fastify';
import { AppError } from '../../schema/errors.ts';
import { listenFault } from '../../schema/listen-fault.ts';
import { IDENTITY_HEADER, REQUEST_ID_HEADER, SIGNATURE_HEADER, verifyRequest } from '../../schema/request-signature.ts';
import { readinessInTime, type Readiness } from '../../schema/readiness.ts';
import type { Identity } from '../../schema/identity.ts';
import type { SubgraphExecutor } from '../../schema/subgraph-request.ts';
import type { SubgraphLog } from '../shared/subgraph.ts';
import { answerFailure } from './answer-failure.ts';
import { parseBody } from './parse-body.ts';

/** Enough for a full `upsertProducts` of 1,000 products with long descriptions. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

export interface ServeSubgraphOptions {
  readonly executor: SubgraphExecutor;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Shared with the gateway, at least 32 bytes. */
  readonly secret: string;
  /** Shown at /health/ready; always ready by default. */
  readonly isReady?: () => Promise<Readiness>;
  readonly now: () => number;
  readonly log: SubgraphLog;
}

export interface ServedSubgraph extends AsyncDisposable {
  /** Where the gateway posts to. */
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, waits for those that run, and frees the port. */
  close(): Promise<void>;
}

/**
 * Answers the gateway's signed requests over HTTP: POST /graphql, and for anyone GET /health/live (this process
 * answers) and /health/ready (it should be sent requests; 503 where not).
 *
 * Whatever a resolver threw comes with status 200, in `errors`. 400: not a GraphQL request; 401: signature missing,
 * wrong or old; 413: body over `BODY_LIMIT_BYTES`. A client that goes away aborts its request.
 * @throws AppError `CONFIGURATION_INVALID` where the port is taken.
 */
export async function serveSubgraph({ executor, host, port, secret, isReady = always, now, log }: ServeSubgraphOptions): Promise<ServedSubgraph> {
  const server = fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: 'idle' });

  // The signature covers the bytes as sent, so the body stays text until it is verified.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  server.setErrorHandler((error, _request, reply) => answerFailure(error, reply, log));
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const { ready, checks } = await readinessInTime(isReady);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });

  server.post('/graphql', async (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const requestId = header(request.headers[REQUEST_ID_HEADER]);
    const identity: Identity = verifyRequest(
      { body, requestId, identity: header(request.headers[IDENTITY_HEADER]) },
      header(request.headers[SIGNATURE_HEADER]),
      secret,
      now(),
    );
    const disconnect = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) disconnect.abort(new AppError('REQUEST_ABORTED', 'The gateway closed the connection.'));
    });
    return executor({ ...parseBody(body), identity, requestId, signal: disconnect.signal });
  });

  const address = await server.listen({ host, port }).catch((cause: unknown) => {
    throw listenFault(cause, `${host}:${port}`);
  });
  const close = (): Promise<void> => server.close();
  return { url: `${address}/graphql`, port: Number(new URL(address).port), close, [Symbol.asyncDispose]: close };
}

const always = async (): Promise<Readiness> => ({ ready: true, checks: {} });

function header(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
