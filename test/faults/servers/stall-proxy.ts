import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy on 127.0.0.1 that can stop forwarding with all connections open, as a network does that has lost its way. */
export interface StallProxy extends AsyncDisposable {
  readonly port: number;
  /** From now on nothing passes: no byte, no end of a connection; new connections are taken, and wait. */
  stall(): void;
  /** What waited goes on, where both ends are still there. */
  resume(): void;
  /** Breaks all connections: whoever has one hears of it by a reset, also in the middle of sending. */
  reset(): void;
}

export async function startStallProxy(targetPort: number): Promise<StallProxy> {
  const links = new Set<Link>();
  let stalled = false;
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (client) => {
    const link = createLink(client, targetPort, () => links.delete(link));
    links.add(link);
    if (!stalled) link.flow();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stall() {
      stalled = true;
      for (const link of links) link.stop();
    },
    resume() {
      stalled = false;
      for (const link of links) link.flow();
    },
    reset() {
      for (const link of links) link.reset();
    },
    async [Symbol.asyncDispose]() {
      for (const link of links) link.cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A client's connection and the one to the server that stands behind it. */
interface Link {
  flow(): void;
  stop(): void;
  reset(): void;
  cut(): void;
}

function createLink(client: Socket, targetPort: number, ended: () => void): Link {
  let server: Socket | null = null;
  let flowing = false;

  const cut = (): void => {
    client.destroy();
    server?.destroy();
    ended();
  };
  const watch = (socket: Socket): Socket =>
    socket
      .on('error', () => {}) // 'close' follows.
      .on('close', () => {
        // One end does not hear of the other's while nothing passes.
        if (flowing) cut();
      });

  watch(client);
  return {
    flow() {
      flowing = true;
      server ??= watch(connect({ port: targetPort, host: '127.0.0.1', noDelay: true }));
      if (client.destroyed || server.destroyed) return cut();
      client.pipe(server);
      server.pipe(client);
    },
    stop() {
      flowing = false;
      if (server === null) return;
      client.unpipe(server).pause();
      server.unpipe(client).pause();
    },
    reset() {
      client.resetAndDestroy();
      cut();
    },
    cut,
  };
}
