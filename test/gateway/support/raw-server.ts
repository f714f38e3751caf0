import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RawServer extends AsyncDisposable {
  readonly url: string;
}

/** An HTTP server that answers as told, for parts that misbehave. */
export async function openRawServer(listener: RequestListener): Promise<RawServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** An address where nobody listens. */
export async function closedUrl(): Promise<string> {
  const server = await openRawServer(() => undefined);
  await server[Symbol.asyncDispose]();
  return server.url;
}
