import type { ChildProcess } from 'node:child_process';
import { startAisle } from '../support/aisle-process.ts';

/** A shop served by a process of its own, which can be killed. */
export interface ServedShop {
  readonly process: ChildProcess;
  /** Of the API. */
  readonly url: string;
  readonly startSeconds: number;
  /** Posts to /graphql as the ADMIN. Rejects where the process ends meanwhile. */
  send(query: string, variables?: Readonly<Record<string, unknown>>): Promise<{ data: Record<string, any>; errors?: unknown }>; // oxlint-disable-line typescript/no-explicit-any -- an answer has the shape of its query
  /** SIGKILL, and the end awaited. */
  kill(): Promise<void>;
  /** SIGTERM, and the end awaited; gives the exit code. */
  stop(): Promise<number | null>;
}

/** `aisle serve` on a folder; resolves when it answers. @param environment - Nothing by default: all stores are embedded. */
export async function serveShop(dataDir: string, environment: Readonly<Record<string, string>> = {}): Promise<ServedShop> {
  const startedAt = performance.now();
  const said = new Map<string, string>();
  const running = await startAisle(['serve', '--data', dataDir, '--port', '0'], environment, (lines) => {
    const { graphql, role, token } = lines.at(-1) as { graphql?: string; role?: string; token?: string };
    if (graphql !== undefined) said.set('graphql', graphql);
    if (role !== undefined && token !== undefined) said.set(role, token);
    return said.has('graphql') && said.has('ADMIN');
  });
  running.child.stderr!.pipe(process.stderr);
  return {
    process: running.child,
    url: said.get('graphql')!,
    startSeconds: (performance.now() - startedAt) / 1_000,
    async send(query, variables = {}) {
      const response = await fetch(said.get('graphql')!, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${said.get('ADMIN')}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    },
    kill: () => running.kill(),
    stop: () => running.stop(),
  };
}
