import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnNode } from './run-node.ts';

export const AISLE = join(import.meta.dirname, '../../cli/aisle.ts');

/** `aisle` in a process of its own, which can be killed. */
export interface AisleProcess extends AsyncDisposable {
  /** What it has said on standard output until it was ready, one object a line. */
  readonly said: readonly Readonly<Record<string, unknown>>[];
  readonly child: ChildProcess;
  /** What it has said on standard error so far. */
  readonly errors: () => string;
  /** SIGKILL, and the end awaited. */
  kill(): Promise<void>;
  /** SIGTERM, and the end awaited; gives the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts `aisle` with `--json`, and resolves once it has said what is waited for.
 * @param isReady - Looks at all that was said so far.
 * @param nodeArgs - For Node itself.
 * @throws Error with what it said on standard error where it ends before.
 */
export async function startAisle(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  isReady: (said: readonly Readonly<Record<string, unknown>>[]) => boolean,
  nodeArgs: readonly string[] = [],
): Promise<AisleProcess> {
  const child = spawnNode([...nodeArgs, AISLE, ...args, '--json'], environment);
  const closed = once(child, 'close');
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const said: Readonly<Record<string, unknown>>[] = [];
  let ready = false;
  for await (const line of createInterface({ input: child.stdout! })) {
    said.push(JSON.parse(line) as Record<string, unknown>);
    ready = isReady(said);
    if (ready) break;
  }
  if (!ready) {
    await closed;
    throw new Error(`aisle ${args.join(' ')} ended with ${child.exitCode} before it was ready:\n${errors}`);
  }
  child.stdout!.resume();
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await closed;
    return child.exitCode;
  };
  return {
    child,
    said,
    errors: () => errors,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}
