import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProxiedRequest {
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  readonly body: string;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * What becomes of a request: `forward` it as it is, `stall` it for ever, `drop` its connection, or answer it, with what the server
 * says to another body, or with what it never saw.
 */
export type Treatment = 'forward' | 'stall' | 'drop' | ((send: (body: string) => Promise<ProxiedAnswer>) => Promise<ProxiedAnswer>);

export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** Decides from now on; everything is forwarded before. */
  treat(treatment: (request: ProxiedRequest) => Treatment): void;
}

/** A proxy before a real Elasticsearch, which does to requests what networks and full servers do. */
export async function startProxy(target: string): Promise<Proxy> {
  let treat: (request: ProxiedRequest) => Treatment = () => 'forward';
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await textOf(incoming);
      const [path = ''] = (incoming.url ?? '').split('?');
      const treatment = treat({ method: incoming.method ?? '', path, body });
      if (treatment === 'stall') return;
      if (treatment === 'drop') {
        incoming.socket.destroy();
        return;
      }
      const send = (sent: string): Promise<ProxiedAnswer> => forward(target, incoming, sent);
      const answer = treatment === 'forward' ? await send(body) : await treatment(send);
      outgoing.writeHead(answer.status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
      outgoing.end(answer.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    treat(treatment) {
      treat = treatment;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(target: string, incoming: IncomingMessage, body: string): Promise<ProxiedAnswer> {
  const { 'content-length': _length, 'transfer-encoding': _encoding, host: _host, ...headers } = incoming.headers;
  const outgoing = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await textOf(answer) };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
