import { fastify, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '../../schema/errors.ts';
import { createRequestNotes, type RequestNotes } from '../gateway-context.ts';
import type { Metrics } from '../telemetry/create-metrics.ts';
import { answerFailure } from './answer-failure.ts';
import { requestIdOf } from './request-id.ts';

declare module 'fastify' {
  interface FastifyRequest {
    notes: RequestNotes;
  }
}

/** Enough for `upsertProducts` of 1,000 products. */
const BODY_MAX = 10 * 1024 * 1024;
/** Longest time to send a whole request. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpServerOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  /** True from the beginning of the shutdown on. */
  readonly isDraining: () => boolean;
}

/** The HTTP side that all routes share: request ids, failures in the shape of GraphQL, access log, metrics, a shutdown that drains. */
export function createHttpServer({ log, metrics, isDraining }: HttpServerOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    exposeHeadRoutes: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('notes');

  app.addHook('onRequest', async (request, reply) => {
    request.notes = createRequestNotes();
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining()) void reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { operationName, errorCodes } = request.notes;
    const { statusCode, elapsedTime } = reply;
    // The route, not the URL: a GET carries the query and its values there.
    const route = request.routeOptions.url ?? 'unknown';
    if (route === '/graphql') metrics.observeRequest(operationName, statusCode, elapsedTime);
    log.info(
      { requestId: request.id, method: request.method, route, operation: operationName, status: statusCode, errorCodes, milliseconds: Math.round(elapsedTime * 10) / 10 },
      'request',
    );
  });

  app.setErrorHandler(async (error, request, reply) => {
    const { status, code, body } = answerFailure(error);
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'A request failed unexpectedly.');
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    request.notes.errorCodes.push(code);
    metrics.countError(code);
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler(async () => {
    throw new AppError('NOT_FOUND', 'There is nothing at this address; the API is at /graphql.');
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  return app;
}
