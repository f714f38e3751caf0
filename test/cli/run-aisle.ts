import { AISLE } from '../support/aisle-process.ts';
import { type Run, runNode } from '../support/run-node.ts';

/** Runs `aisle` as its user does: in a process of its own, to its end. @param environment - Nothing by default: all stores are embedded. */
export function runAisle(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  return runNode([AISLE, ...args], environment);
}

/** The lines of `--json`. */
export function objects({ output }: Run): readonly Record<string, unknown>[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
