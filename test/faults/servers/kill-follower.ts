import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import { untilSearchable } from '../rounds/until-searchable.ts';
import type { ServersWorld } from './servers-world.ts';

/**
 * Two indexers at once, of which the one that follows the changes is killed: the other must go on by itself, and soon.
 * @param takeoverSeconds - How long it may take until a product written afterwards is found.
 */
export const killFollower = (takeoverSeconds: number): Fault<ServersWorld> => ({
  name: 'one of two indexers killed',
  async inject(world, random) {
    const { indexers } = world;
    await indexers[1].start();
    await sleep(500 + 1_000 * random());
    // The first one has been there all along, so it is the one that follows.
    const [follower, other] = indexers;
    const struckAt = performance.now();
    await follower.kill();
    let tookSeconds = 0;
    return {
      what: '',
      struckAt,
      async heal() {
        await untilSearchable(world, random);
        tookSeconds = (performance.now() - struckAt) / 1_000;
        await follower.start();
        await other.kill();
      },
      verdict: async () => (tookSeconds > takeoverSeconds ? [`the other indexer took ${tookSeconds.toFixed(1)} s to go on; expected ${takeoverSeconds} s at most`] : []),
    };
  },
});
