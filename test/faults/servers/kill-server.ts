import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import type { ServersWorld } from './servers-world.ts';
import type { ServerKind } from './supervised-server.ts';

/** SIGKILL of a server, which is started again on what it had written down, at once or after some seconds. */
export function killServer(kind: ServerKind): Fault<ServersWorld> {
  return {
    name: `${kind} killed`,
    async inject({ servers }, random) {
      const { server } = servers[kind];
      const struckAt = performance.now();
      await server.kill();
      await sleep(3_000 * random());
      return { what: '', struckAt, heal: () => server.restart() };
    },
  };
}
