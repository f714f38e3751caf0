import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../schema/errors.ts';
import type { Identity } from '../../schema/identity.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { identifyCaller, type IdentifyCallerOptions } from '../identity/identify-caller.ts';
import { VISITOR_HEADER } from '../identity/visitor-ids.ts';
import { isRecord } from '../is-record.ts';
import { QUERY_LIMITS } from '../limits/query-limits.ts';

export interface GraphqlRouteOptions extends IdentifyCallerOptions {
  readonly apollo: ApolloServer<GatewayContext>;
  /** Requests being answered; aborting one answers it at once with what there is. */
  readonly inFlight: Set<AbortController>;
  /** See `createVisitorMerges`. */
  readonly mergeVisitor: (identity: Identity) => Promise<void>;
}

/** POST /graphql, and GET for queries. Who asks is found out before the body is read. */
export function addGraphqlRoute(app: FastifyInstance, { apollo, inFlight, mergeVisitor, ...identification }: GraphqlRouteOptions): void {
  const contexts = new WeakMap<FastifyRequest, GatewayContext>();
  const contextOf = (request: FastifyRequest): GatewayContext => {
    const context = contexts.get(request);
    if (context === undefined) throw new AppError('INVARIANT_BROKEN', 'A request came to its handler without its context.');
    return context;
  };

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request, reply) => {
      const { authorization, [VISITOR_HEADER]: visitor } = request.headers;
      const { identity, issuedVisitor } = await identifyCaller(
        { authorization, visitor: typeof visitor === 'string' ? visitor : undefined },
        identification,
      );
      if (issuedVisitor !== null) void reply.header(VISITOR_HEADER, issuedVisitor);
      // Answers depend on who asks, so nothing between here and the client may keep them.
      void reply.header('cache-control', 'no-store');
      contexts.set(request, { identity, requestId: request.id, signal: abortSignal(reply, inFlight), notes: request.notes });
      await mergeVisitor(identity);
    },
    preValidation: async (request) => checkQueryLength(request.body),
    handler: fastifyApolloHandler(apollo, { context: async (request: FastifyRequest) => contextOf(request) }),
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: async (_request, reply) => {
      void reply.header('allow', 'GET, POST');
      throw Object.assign(new Error('Expected POST, or GET for a query.'), { statusCode: 405 });
    },
  });
}

function abortSignal(reply: FastifyReply, inFlight: Set<AbortController>): AbortSignal {
  const controller = new AbortController();
  inFlight.add(controller);
  reply.raw.once('close', () => {
    inFlight.delete(controller);
    if (!reply.raw.writableFinished) controller.abort(new AppError('REQUEST_ABORTED', 'The client went away.'));
  });
  return controller.signal;
}

/** Before the parser sees it. A GET is bounded by the length of its URL. */
function checkQueryLength(body: unknown): void {
  const query = isRecord(body) ? body['query'] : undefined;
  if (typeof query !== 'string' || query.length <= QUERY_LIMITS.characters) return;
  throw new AppError('QUERY_TOO_COMPLEX', `query: expected at most ${QUERY_LIMITS.characters} characters, got ${query.length}.`);
}
