import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { VISITOR_HEADER } from '../identity/visitor-ids.ts';

/** As long as browsers keep the answer to a preflight at most. */
const PREFLIGHT_SECONDS = 2 * 60 * 60;

/**
 * Lets pages of other origins ask the routes that are added to `app` hereafter, and read who they are told to be. Others get an
 * answer without the headers, which their browser keeps from them. Credentials are off: there are no cookies, and a token or
 * visitor id goes in a header that the page sets itself.
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  await app.register(cors, {
    origin: (origin, decide) => decide(null, origin !== undefined && allowed.has(origin)),
    methods: ['GET', 'POST'],
    exposedHeaders: [VISITOR_HEADER, 'x-request-id'],
    maxAge: PREFLIGHT_SECONDS,
    // Its refusal of half a preflight is plain text, unlike all that we answer.
    strictPreflight: false,
  });
}
