import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections: while a server is down, none of these may take its port, a client's own attempts to reach it included. */
const FIRST = 12_000;
const LAST = 32_000;

/** A port that nobody listens on now, and that is still free when a server on it was killed and is started again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
