import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { atExit } from './at-exit.ts';

const AISLE = join(import.meta.dirname, '../../../cli/aisle.ts');
const PATIENCE_MS = 60_000;
const LAST_WORDS_MAX = 2_000;
/** In every message about an error that no code of ours names. */
const UNEXPECTED = 'unexpectedly';

export interface ProcessSettings {
  /** Of `aisle serve --only`. */
  readonly only: string;
  /** Its name among the processes. */
  readonly name: string;
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A process of the shop, on a port of its own that it has again after each start. Disposing of it kills it. */
export interface SupervisedProcess extends AsyncDisposable {
  readonly name: string;
  /** Without a path. */
  readonly url: string;
  /** Starts it; resolves when it says that it is ready. */
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, and the end awaited. */
  kill(): Promise<void>;
  /** That it has ended, and nobody killed it; and what failed unexpectedly in it since this was last asked, as it logged it. */
  mishaps(): readonly string[];
  lastWords(): string;
}

export async function superviseProcess({ only, name, dataDir, environment }: ProcessSettings): Promise<SupervisedProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(dataDir, `${name}.log`);
  let child: ChildProcess | null = null;
  const ended = (): boolean => child === null || child.exitCode !== null || child.signalCode !== null;
  const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  const lastWords = (): string => logged().trim().slice(-LAST_WORDS_MAX);
  let told = 0;
  const unexpected = (): readonly string[] => {
    const text = logged();
    const since = text.slice(told).split('\n');
    told = text.length;
    return since.filter((line) => line.includes(UNEXPECTED)).map((line) => `${name}: ${line}`);
  };
  const fell = (): string => `${name} ended by itself (${child?.exitCode ?? child?.signalCode}): ${lastWords()}`;
  const signalKill = (): void => void child?.kill('SIGKILL');
  // It would outlive this process, which may end without a chance to dispose of it.
  const callOff = atExit(signalKill);
  const kill = async (): Promise<void> => {
    if (!ended()) {
      signalKill();
      await once(child!, 'exit');
    }
    child = null;
  };
  return {
    name,
    url,
    async start() {
      const output = openSync(log, 'a');
      child = spawn(process.execPath, [AISLE, 'serve', '--only', only, '--port', String(port), '--data', dataDir, '--json'], {
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', output, output],
      });
      closeSync(output);
      for (const deadline = performance.now() + PATIENCE_MS; !(await isReady(url)); ) {
        if (ended()) throw new Error(fell());
        if (performance.now() > deadline) throw new Error(`${name} is not ready after ${PATIENCE_MS / 1_000} s: ${lastWords()}`);
        await sleep(50);
      }
    },
    signal: (signal) => void child?.kill(signal),
    kill,
    mishaps: () => [...(child !== null && ended() ? [fell()] : []), ...unexpected()],
    lastWords,
    async [Symbol.asyncDispose]() {
      callOff();
      await kill();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
