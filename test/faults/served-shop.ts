import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const AISLE = join(import.meta.dirname, '../../cli/aisle.ts');

/** A shop served by a process of its own, which can be killed. */
export interface ServedShop {
  readonly process: ChildProcess;
  readonly startSeconds: number;
  /** Posts to /graphql as the ADMIN. Rejects where the process ends meanwhile. */
  send(query: string, variables?: Readonly<Record<string, unknown>>): Promise<{ data: Record<string, any>; errors?: unknown }>; // oxlint-disable-line typescript/no-explicit-any -- an answer has the shape of its query
  /** SIGKILL, and the end awaited. */
  kill(): Promise<void>;
  /** SIGTERM, and the end awaited; gives the exit code. */
  stop(): Promise<number | null>;
}

/** `aisle serve` on a folder; resolves when it answers. */
export async function serveShop(dataDir: string): Promise<ServedShop> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [AISLE, 'serve', '--data', dataDir, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = new Map<string, string>();
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const { graphql, role, token } = JSON.parse(line) as { graphql?: string; role?: string; token?: string };
    if (graphql !== undefined) said.set('graphql', graphql);
    if (role !== undefined && token !== undefined) said.set(role, token);
    if (said.has('graphql') && said.has('ADMIN')) break;
  }
  if (!said.has('ADMIN')) throw new Error(`aisle serve ended with ${child.exitCode} before it answered.`);
  child.stdout.resume();
  return {
    process: child,
    startSeconds: (performance.now() - startedAt) / 1_000,
    async send(query, variables = {}) {
      const response = await fetch(said.get('graphql')!, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${said.get('ADMIN')}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async stop() {
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}
