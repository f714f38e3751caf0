import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import type { ServersWorld } from './servers-world.ts';

/** SIGKILL of the only indexer, started again as a supervisor does. */
export const indexerKilled: Fault<ServersWorld> = {
  name: 'indexer killed',
  async inject({ indexers: [indexer] }, random) {
    const struckAt = performance.now();
    await indexer.kill();
    await sleep(1_000 * random());
    return { what: '', struckAt, heal: () => indexer.start() };
  },
};

/** SIGKILL of any of the subgraphs, in the middle of the calls that it answers. */
export const subgraphKilled: Fault<ServersWorld> = {
  name: 'subgraph killed',
  async inject({ subgraphs }, random) {
    const subgraph = subgraphs[Math.floor(random() * subgraphs.length)]!;
    const struckAt = performance.now();
    await subgraph.kill();
    await sleep(1_000 * random());
    return { what: subgraph.name, struckAt, heal: () => subgraph.start() };
  },
};
