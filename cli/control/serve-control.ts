import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Logger } from 'pino';
import { AppError } from '../../schema/errors.ts';
import type { Shop } from '../open-shop.ts';
import { bigintToString, type Printer } from '../print.ts';
import { isShopTaskName, SHOP_TASKS } from '../tasks/shop-tasks.ts';
import type { ControlMessage } from './control-message.ts';
import { removeOwner, writeOwner } from './owner-file.ts';

interface ControlOptions {
  readonly dataDir: string;
  readonly log: Logger;
  readonly now: () => number;
}

/**
 * Lets commands in other processes have their work done by this one, which has the shop open: on a loopback port, for
 * whoever can read the token in the shop's folder. Answers are `ControlMessage`s, one a line, as the work goes on.
 */
export async function serveControl(shop: Shop, { dataDir, log, now }: ControlOptions): Promise<AsyncDisposable> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    answer(request, response, { shop, token, now }).catch((error: unknown) => {
      log.error({ error }, 'A command from another process could not be answered.');
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  writeOwner(dataDir, { pid: process.pid, url: `http://127.0.0.1:${port}`, token });
  return {
    async [Symbol.asyncDispose]() {
      removeOwner(dataDir);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface AnswerOptions {
  readonly shop: Shop;
  readonly token: string;
  readonly now: () => number;
}

async function answer(request: IncomingMessage, response: ServerResponse, { shop, token, now }: AnswerOptions): Promise<void> {
  const name = new URL(request.url ?? '/', 'http://control').pathname.slice(1);
  if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return void response.writeHead(401).end();
  if (request.method !== 'POST' || !isShopTaskName(name)) return void response.writeHead(404).end();
  const { json, args } = JSON.parse(await text(request)) as { json: boolean; args: unknown };

  // The asking command may be stopped: then so is its work.
  const stopping = new AbortController();
  response.once('close', () => stopping.abort(new AppError('REQUEST_ABORTED', 'The command was stopped.')));
  const say = (message: ControlMessage): void => void response.write(`${JSON.stringify(message, bigintToString)}\n`);
  const printer: Printer = { json, result: (human, machine) => say({ human, machine }), remark: (remark) => say({ remark }) };
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  try {
    await SHOP_TASKS[name](shop, args, { printer, signal: stopping.signal, now });
    say({ done: true });
  } catch (error) {
    const known = error instanceof AppError;
    say({ failed: known ? { code: error.code, message: error.message } : { code: 'INVARIANT_BROKEN', message: String(error) } });
  }
  response.end();
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
