import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStallProxy } from './stall-proxy.ts';

let echo: Server;
let accepted: Socket[] = [];

beforeAll(async () => {
  echo = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => {}).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
});
afterAll(() => echo.close());

const echoPort = (): number => (echo.address() as AddressInfo).port;

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket): Promise<string> {
  const [text] = (await once(socket, 'data')) as [string];
  return text;
}

it('forwards; holds back what is sent while it is stalled, on old connections and new ones; delivers it afterwards', async () => {
  await using proxy = await startStallProxy(echoPort());
  const old = await dial(proxy.port);
  old.write('one');
  expect(await answer(old)).toBe('one');

  proxy.stall();
  const young = await dial(proxy.port);
  let heard = 0;
  for (const socket of [old, young]) socket.on('data', () => (heard += 1)).write('two');
  // Whatever is sent round another way meanwhile, and comes back, gives the proxy time to be wrong.
  const direct = await dial(echoPort());
  for (let i = 0; i < 20; i += 1) {
    direct.write('x');
    await answer(direct);
  }
  expect(heard).toBe(0);

  const answers = [answer(old), answer(young)];
  proxy.resume();
  expect(await Promise.all(answers)).toEqual(['two', 'two']);
  for (const socket of [old, young, direct]) socket.destroy();
});

it('passes the end of a connection on, but not while it is stalled', async () => {
  accepted = [];
  await using proxy = await startStallProxy(echoPort());
  const socket = await dial(proxy.port);
  socket.write('one');
  await answer(socket);
  proxy.stall();
  socket.destroy();
  await once(socket, 'close');
  const [behind] = accepted;
  expect(behind!.destroyed).toBe(false);
  proxy.resume();
  if (!behind!.destroyed) await once(behind!, 'close');
  expect(behind!.destroyed).toBe(true);
});

it('ends a connection whose server is not there', async () => {
  await using proxy = await startStallProxy(1);
  const socket = await dial(proxy.port);
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});
