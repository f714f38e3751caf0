import type { FastifyInstance } from 'fastify';
import { readinessInTime, type Readiness } from '../../schema/readiness.ts';

export interface HealthOptions {
  readonly isReady: () => Promise<Readiness>;
  readonly isDraining: () => boolean;
}

/** GET /health/live: this process answers. GET /health/ready: it should be sent requests; 503 where not, or while it shuts down. */
export function addHealthRoutes(app: FastifyInstance, { isReady, isDraining }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const { ready, checks } = isDraining() ? { ready: false, checks: { gateway: 'shutting down' } } : await readinessInTime(isReady);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });
}
