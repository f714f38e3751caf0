import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../rounds/fault.ts';
import type { ServersWorld } from './servers-world.ts';

const HOUR_MS = 3_600_000;

/** The clocks of all of the shop's processes go back by up to twelve hours while they run, and later to the right time again. */
export const clockSetBack: Fault<ServersWorld> = {
  name: 'clock set back',
  async inject(world, random) {
    const hours = 0.01 + 12 * random();
    const struckAt = performance.now();
    await world.setClocks(-hours * HOUR_MS);
    await sleep(1_000 + 2_000 * random());
    return { what: `by ${hours.toFixed(1)} h`, struckAt, heal: () => world.setClocks(0) };
  },
};
