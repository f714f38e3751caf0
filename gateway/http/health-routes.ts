import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../gateway-options.ts';

const READY_TIMEOUT_MS = 2_000;

export interface HealthOptions {
  readonly isReady: () => Promise<Readiness>;
  readonly isDraining: () => boolean;
}

/** GET /health/live: this process answers. GET /health/ready: it should be sent requests; 503 where not, or while it shuts down. */
export function addHealthRoutes(app: FastifyInstance, { isReady, isDraining }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const { ready, checks } = isDraining() ? { ready: false, checks: { gateway: 'shutting down' } } : await askInTime(isReady);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });
}

async function askInTime(isReady: () => Promise<Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, checks: { readiness: 'no answer in time' } }), READY_TIMEOUT_MS);
  });
  try {
    return await Promise.race([isReady(), late]);
  } finally {
    clearTimeout(timer);
  }
}
