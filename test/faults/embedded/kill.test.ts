import { expect, it } from 'vitest';
import { seededRandom } from '../../../bench/support/seeded-random.ts';
import { runRound } from '../rounds/run-round.ts';
import { createWriteOracle } from '../rounds/write-oracle.ts';
import { openEmbeddedWorld } from './embedded-world.ts';
import { KILLS } from './kills.ts';

// `npm run faults -- --rounds 20` goes on for longer; its log is in docs/faults.md.
it('loses no acknowledged write or event and leaves no difference, whenever the process is killed', async () => {
  await using world = await openEmbeddedWorld();
  const options = { oracle: createWriteOracle(), random: seededRandom(11) };
  for (const kill of KILLS) {
    const { fault, writes, events, faults } = await runRound(world, kill, options);
    expect({ fault, faults }).toEqual({ fault, faults: [] });
    expect(Math.min(writes, events)).toBeGreaterThan(0);
  }
  expect(await world.compareWithRebuild()).toEqual([]);
}, 240_000);
