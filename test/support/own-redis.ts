import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { type OwnProcess, startOwnProcess } from './own-process.ts';
import { SERVERS } from './servers.ts';

interface Program {
  readonly path: string;
  /** What it needs beside our own environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** REDIS_SERVER says where the program is, or else the PATH, or the server at REDIS_URL, which may run on this machine; null: not here. */
const PROGRAM = await findProgram();

/** Whether servers can be started here, to be stopped, starved and killed by a test. */
export const CAN_START_REDIS = PROGRAM !== null;

/** A server of a test's own, without persistence: started again on the same port, it is empty. */
export interface OwnRedis extends OwnProcess, AsyncDisposable {
  readonly url: string;
}

/** @param settings - As on the server's command line, such as `['--maxmemory', '2mb']`. */
export async function startRedis(settings: readonly string[] = []): Promise<OwnRedis> {
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(PROGRAM!.path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...settings], {
      stdio: 'ignore',
      env: { ...process.env, ...PROGRAM!.environment },
    });
    while (!(await accepts(port))) await new Promise((resolve) => setTimeout(resolve, 10));
    return child;
  };
  const own = await startOwnProcess(start);
  return {
    url: `redis://127.0.0.1:${port}`,
    ...own,
    [Symbol.asyncDispose]: () => own.kill(),
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connectSocket(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function findProgram(): Promise<Program | null> {
  const runs = ({ path, environment }: Program): boolean => spawnSync(path, ['--version'], { env: { ...process.env, ...environment } }).status === 0;
  for (const path of [process.env['REDIS_SERVER'], 'redis-server']) {
    if (path !== undefined && path !== '' && runs({ path, environment: {} })) return { path, environment: {} };
  }
  const running = SERVERS.redisUrl === null ? null : await runningProgram(SERVERS.redisUrl);
  return running !== null && runs(running) ? running : null;
}

/** The program of a running server, with its libraries; null where it runs on another machine. */
async function runningProgram(url: string): Promise<Program | null> {
  const client = new Redis(url, { maxRetriesPerRequest: 0 });
  try {
    const about = await client.info('server');
    const [, path] = /^executable:(.+?)\r?$/m.exec(about) ?? [];
    const [, pid] = /^process_id:(\d+)/m.exec(about) ?? [];
    if (path === undefined || !existsSync(path) || !existsSync(`/proc/${pid}/maps`)) return null;
    // Not from its environment, which Redis writes over: the folders of all libraries that it has loaded.
    const libraries = [...readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/(\/\S+)\/[^/\s]+\.so[.\d]*$/gm)].map(([, folder]) => folder!);
    return { path, environment: { LD_LIBRARY_PATH: [...new Set(libraries)].join(':') } };
  } finally {
    client.disconnect();
  }
}
