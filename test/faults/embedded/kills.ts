import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import type { EmbeddedWorld } from './embedded-world.ts';

type KillAt = (world: EmbeddedWorld, random: () => number) => Promise<void>;

/** The whole shop killed by SIGKILL, at moments that are worth it. */
export const KILLS: readonly Fault<EmbeddedWorld>[] = [
  kill('while writes go on', async ({ shop }, random) => {
    await sleep(200 + 1_500 * random());
    await shop.kill();
  }),

  kill('right after a write was sent', async ({ shop }, random) => {
    await sleep(30 * random());
    await shop.kill();
  }),

  kill('in a rebuild or its swap', async (world, random) => {
    // The command itself takes some time to start; a rebuild of some thousands about a second.
    const rebuild = world.aisle(['index', 'rebuild']);
    await sleep(700 + 1_500 * random());
    await world.shop.kill();
    await rebuild;
  }),

  kill('in the snapshot of a shutdown', async ({ shop }, random) => {
    shop.process.kill('SIGTERM');
    await sleep(150 * random());
    await shop.kill();
  }),
];

function kill(moment: string, killAt: KillAt): Fault<EmbeddedWorld> {
  return {
    name: `shop killed ${moment}`,
    async inject(world, random) {
      await killAt(world, random);
      return { what: '', struckAt: performance.now(), heal: () => world.serve() };
    },
  };
}
