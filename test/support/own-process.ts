import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of a test's own, to be failed at will. */
export interface OwnProcess {
  /** Stops it from answering, with its connections open, until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it answers. */
  restart(): Promise<void>;
}

/** @param start - Resolves when the process answers. */
export async function startOwnProcess(start: () => Promise<ChildProcess>): Promise<OwnProcess> {
  let child = await start();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    pause: () => pause(child),
    resume: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill();
      child = await start();
    },
  };
}

/** Resolves when no thread of it runs any more: the signal takes a moment to reach each. */
async function pause(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  const tasks = `/proc/${child.pid}/task`;
  const stopped = (task: string): boolean => /\) [Tt] /.test(readFileSync(`${tasks}/${task}/stat`, 'utf8'));
  while (!readdirSync(tasks).every(stopped)) await sleep(1);
}
