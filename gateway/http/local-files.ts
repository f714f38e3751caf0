import type { FastifyInstance } from 'fastify';
import { AppError } from '../../schema/errors.ts';
import type { LocalFile } from '../gateway-options.ts';

const MAX_AGE_SECONDS = 24 * 60 * 60;

/** GET of any path that no other route has. */
export function addLocalFiles(app: FastifyInstance, fileAt: (path: string) => LocalFile | null): void {
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const file = fileAt(`/${request.params['*']}`);
    if (file === null) throw new AppError('NOT_FOUND', 'There is nothing at this address; the API is at /graphql.');
    return reply.type(file.type).header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).send(file.body);
  });
}
