import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { atExit } from './at-exit.ts';

/** Scripts that start a server of each kind on a port, in a folder of its own; see the README beside them. */
const SCRIPTS = process.env['SERVER_SCRIPTS'] ?? join(import.meta.dirname, '../../../../shared/servers');
const FOLDERS = '/var/tmp/servers';

export const CAN_START_SERVERS = existsSync(join(SCRIPTS, 'start'));

const KINDS = {
  mongod: { port: 'MONGO_PORT', pid: 'mongod.pid' },
  elasticsearch: { port: 'ES_PORT', pid: 'es.pid' },
  redis: { port: 'REDIS_PORT', pid: 'redis.pid' },
} as const;

export type ServerKind = keyof typeof KINDS;

/** A real server that is there for its faults; disposing of it kills it and throws its data away. */
export interface SupervisedServer extends AsyncDisposable {
  readonly kind: ServerKind;
  readonly port: number;
  /** SIGKILL. Resolves when it is gone; its files stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files; resolves when it answers. */
  restart(): Promise<void>;
}

/** @param environment - Further settings of the script. */
export async function startServer(kind: ServerKind, environment: Readonly<Record<string, string>> = {}): Promise<SupervisedServer> {
  const port = await freePort();
  const folder = join(FOLDERS, `${kind}-${port}`);
  const start = (more: Readonly<Record<string, string>>): Promise<void> => runScript(kind, { ...environment, ...more, [KINDS[kind].port]: String(port) });
  const pid = (): number | null => (existsSync(join(folder, KINDS[kind].pid)) ? Number(readFileSync(join(folder, KINDS[kind].pid), 'utf8')) : null);
  const isThere = (): boolean => isRunning(pid());
  const signalKill = (): void => {
    if (isThere()) process.kill(pid()!, 'SIGKILL');
  };
  const kill = async (): Promise<void> => {
    signalKill();
    while (isThere()) await sleep(10);
  };
  // It would outlive this process, which may end without a chance to dispose of it.
  const callOff = atExit(signalKill);
  await start({});
  return {
    kind,
    port,
    kill,
    restart: () => start({ KEEP: '1' }),
    async [Symbol.asyncDispose]() {
      callOff();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server goes on after its script, with the output that it inherited; so what the script says goes to a file, not a pipe. */
async function runScript(kind: ServerKind, environment: Readonly<Record<string, string>>): Promise<void> {
  const said = join(FOLDERS, `${kind}-start-${process.pid}.log`);
  const output = openSync(said, 'w');
  const [code] = (await once(spawn(join(SCRIPTS, kind), ['start'], { env: { ...process.env, ...environment }, stdio: ['ignore', output, output] }), 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${kind} could not be started: ${readFileSync(said, 'utf8').trim().slice(-500)}`);
  await rm(said, { force: true });
}

/** Not so one that has ended and whose parent has not looked yet. */
function isRunning(pid: number | null): boolean {
  try {
    return pid !== null && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}
