import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../bench/support/seeded-random.ts';
import { SERVERS_WORLD } from '../../support/worlds.ts';
import { runRound } from '../rounds/run-round.ts';
import { createWriteOracle } from '../rounds/write-oracle.ts';
import { serverFaults } from './server-faults.ts';
import { openServersWorld, type ServersWorld } from './servers-world.ts';
import { CAN_START_SERVERS } from './supervised-server.ts';

const ROUNDS = 2;
/** That it goes on by itself is tested here; that it does within 10 s, on a machine of its own, is the command's to say. */
const TAKEOVER_SECONDS = 120;
/** One round of those that spend most of it waiting for a server. */
const WAITING: ReadonlySet<string> = new Set(['elasticsearch killed', 'network stalled']);

// On servers of its own. `npm run faults -- --world servers --rounds 20` goes on for longer; its log is in docs/faults.md.
describe.skipIf(SERVERS_WORLD === null || !CAN_START_SERVERS)('a shop of real servers and processes', () => {
  const options = { oracle: createWriteOracle(), random: seededRandom(12) };
  let world: ServersWorld;

  beforeAll(async () => {
    world = await openServersWorld();
  }, 300_000);
  afterAll(() => world?.[Symbol.asyncDispose]());

  it.for(serverFaults({ takeoverSeconds: TAKEOVER_SECONDS }))('loses no acknowledged write, and applies none twice: $name', { timeout: 600_000 }, async (fault) => {
    for (let round = 0; round < (WAITING.has(fault.name) ? 1 : ROUNDS); round += 1) {
      const { what, writes, events, faults } = await runRound(world, fault, options);
      expect({ what, faults }).toEqual({ what, faults: [] });
      expect(Math.min(writes, events)).toBeGreaterThan(0);
    }
  });
});
