import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { registerGauges, type ShopGauge } from '../../gateway/index.ts';
import { listenFault } from '../../schema/listen-fault.ts';
import { readinessInTime, type Readiness } from '../../schema/readiness.ts';

export interface ServeHealthOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly isReady: () => Promise<Readiness>;
  /** Shown at /metrics. */
  readonly gauges: readonly ShopGauge[];
  readonly log: Pick<Logger, 'error'>;
}

/**
 * For a process that answers no clients: GET /health/live, /health/ready and /metrics, to anyone.
 * @throws AppError `CONFIGURATION_INVALID` where the port is taken.
 */
export async function serveHealth({ host, port, isReady, gauges, log }: ServeHealthOptions): Promise<AsyncDisposable & { readonly url: string }> {
  const registry = new Registry();
  registerGauges(registry, gauges);
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/health/live': async (response) => sendJson(response, 200, { status: 'ok' }),
    '/health/ready': async (response) => {
      const { ready, checks } = await readinessInTime(isReady);
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable', checks });
    },
    '/metrics': async (response) => void response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics()),
  };
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://health').pathname];
    if (request.method !== 'GET' || page === undefined) {
      response.writeHead(404).end();
      return;
    }
    page(response).catch((error: unknown) => {
      log.error({ err: error }, 'A health check could not be answered.');
      response.destroy();
    });
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw listenFault(cause, `${host}:${port}`);
  }
  const { address, port: boundPort, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${boundPort}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
