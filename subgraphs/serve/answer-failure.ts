import type { FastifyReply } from 'fastify';
import { AppError, toClientError } from '../../schema/errors.ts';
import type { SubgraphResponse } from '../../schema/subgraph-request.ts';
import type { SubgraphLog } from '../shared/subgraph.ts';

/** Answers a request that did not come as far as the schema, in the shape of a GraphQL response. */
export function answerFailure(error: unknown, reply: FastifyReply, log: SubgraphLog): FastifyReply {
  const status = statusOf(error);
  if (status >= 500) log.error({ err: error }, 'A subgraph request failed unexpectedly.');
  const shown = status < 500 && !(error instanceof AppError) ? new AppError('INPUT_INVALID', (error as Error).message) : error;
  const { code, reason, message } = toClientError(shown);
  const response: SubgraphResponse = { errors: [{ message, extensions: { code, ...(reason === null ? {} : { reason }) } }] };
  return reply.code(status).send(response);
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) {
    if (error.code === 'SUBGRAPH_SIGNATURE_INVALID') return 401;
    return error.kind === 'caller' ? 400 : 500;
  }
  const status = (error as { readonly statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : 500;
}
