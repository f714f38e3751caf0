import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Starts Node with the environment given and no more: whatever servers the tests are run on, a process that is to be embedded
 * must not hear of them. It does not outlive the tests, whatever becomes of them.
 */
export function spawnNode(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH, TMPDIR } = process.env;
  const env = { ...(PATH !== undefined && { PATH }), ...(TMPDIR !== undefined && { TMPDIR }), ...environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** The same, to its end. */
export async function runNode(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Run> {
  const child = spawnNode(args, environment);
  const [output, errors] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'close')]);
  return { code: child.exitCode, output, errors };
}
