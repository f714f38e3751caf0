import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const AISLE = join(import.meta.dirname, '../../cli/aisle.ts');

export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `aisle` as its user does: in a process of its own, to its end. */
export async function runAisle(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  const child = spawn(process.execPath, [AISLE, ...args], { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, output, errors };
}

/** The lines of `--json`. */
export function objects({ output }: Run): readonly Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
