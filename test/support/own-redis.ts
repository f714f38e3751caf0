import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { freePort } from './free-port.ts';

/** The server's program; REDIS_SERVER says where it is, unless it is on the PATH. */
const PROGRAM = process.env['REDIS_SERVER'] ?? 'redis-server';

/** Whether servers can be started here, to be stopped, starved and killed by a test. */
export const CAN_START_REDIS = spawnSync(PROGRAM, ['--version']).status === 0;

/** A server of a test's own, without persistence. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string;
  /** Stops it from answering, with its connections open, until `resume`. */
  pause(): void;
  resume(): void;
  /** SIGKILL. Resolves when it is gone, with all it held. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
}

/** @param settings - As on the server's command line, such as `['--maxmemory', '2mb']`. */
export async function startRedis(settings: readonly string[] = []): Promise<OwnRedis> {
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(PROGRAM, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...settings], { stdio: 'ignore' });
    while (!(await accepts(port))) await new Promise((resolve) => setTimeout(resolve, 10));
    return child;
  };
  let child = await start();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill();
      child = await start();
    },
    [Symbol.asyncDispose]: kill,
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
