import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import type { ServersWorld } from './servers-world.ts';
import type { ServerKind } from './supervised-server.ts';

const STALL_MS = 20_000;
const KINDS = ['mongod', 'elasticsearch', 'redis'] as const satisfies readonly ServerKind[];

/** For 20 seconds nothing passes between the shop's processes and one of the servers, and nobody is told. */
export const networkStalled: Fault<ServersWorld> = {
  name: 'network stalled',
  async inject({ servers }, random) {
    const kind = KINDS[Math.floor(random() * KINDS.length)]!;
    const { proxy } = servers[kind];
    const struckAt = performance.now();
    proxy.stall();
    await sleep(STALL_MS);
    return { what: `before ${kind}`, struckAt, heal: async () => proxy.resume() };
  },
};
