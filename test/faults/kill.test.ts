import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seededRandom } from '../../bench/support/seeded-random.ts';
import { compareWithRebuild } from './compare-with-rebuild.ts';
import { killRounds, MOMENTS } from './kill-rounds.ts';

// `npm run faults -- --rounds 20` goes on for longer; its log is in docs/faults.md.
it('loses no acknowledged write or event and leaves no difference, whenever the process is killed', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'aisle-kill-'));
  try {
    let acknowledged = 0;
    let events = 0;
    for await (const { moment, acknowledgedWrites, acknowledgedEvents, faults } of killRounds({ dataDir, rounds: MOMENTS.length, random: seededRandom(11) })) {
      expect({ moment, faults }).toEqual({ moment, faults: [] });
      acknowledged += acknowledgedWrites;
      events = acknowledgedEvents;
    }
    expect(acknowledged).toBeGreaterThan(0);
    expect(events).toBeGreaterThan(100);
    expect(await compareWithRebuild(dataDir)).toEqual([]);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
