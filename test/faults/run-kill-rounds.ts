/*
 * What:   rounds of random writes and events through the API while the process is killed with SIGKILL; after each, what verification
 *         and a comparison with what was acknowledged find; at the end, what a fresh rebuild changes.
 * Data:   the sample shop and 1,500 products written at random; seeded, but the moments of the kills are real time.
 * Run:    npm run faults [-- --rounds 20 --seed 1]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../bench/support/seeded-random.ts';
import { compareWithRebuild } from './compare-with-rebuild.ts';
import { killRounds } from './kill-rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } } });
const dataDir = await mkdtemp(join(tmpdir(), 'aisle-kill-'));
let found = 0;
let round = 0;
for await (const { moment, acknowledgedWrites, acknowledgedEvents, startSeconds, faults } of killRounds({
  dataDir,
  rounds: Number(values.rounds),
  random: seededRandom(Number(values.seed)),
})) {
  round += 1;
  found += faults.length;
  console.log(`${String(round).padStart(2)}  ${moment.padEnd(30)}  ${String(acknowledgedWrites).padStart(4)} writes and ${acknowledgedEvents} events (all rounds) acknowledged, up again in ${startSeconds.toFixed(1)} s, ${faults.length} faults`);
  for (const fault of faults) console.log(`      ${fault}`);
}
const differences = await compareWithRebuild(dataDir);
console.log(`a fresh rebuild differs in ${differences.length} documents and searches`);
for (const difference of differences) console.log(`      ${difference}`);
await rm(dataDir, { recursive: true, force: true });
process.exitCode = found + differences.length === 0 ? 0 : 1;
