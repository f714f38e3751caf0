/*
 * What:   rounds of random writes and events while something is done to the shop; after each, what verification finds, what differs
 *         from what was acknowledged, and how long it took until all of that could be found.
 * Data:   products and events written at random; seeded, but the moments of the faults are of real time.
 * Run:    npm run faults [-- --world embedded|servers --rounds 20 --only NAME,NAME --seed 1]
 *         Servers are started on free ports, and stopped, with the scripts of ../shared/servers.
 */
import { parseArgs } from 'node:util';
import { seededRandom } from '../../bench/support/seeded-random.ts';
import { openEmbeddedWorld } from './embedded/embedded-world.ts';
import { KILLS } from './embedded/kills.ts';
import type { Fault } from './rounds/fault.ts';
import { type RoundReport, runRound } from './rounds/run-round.ts';
import { summary, toLine } from './rounds/show-reports.ts';
import type { World } from './rounds/world.ts';
import { createWriteOracle } from './rounds/write-oracle.ts';
import { serverFaults } from './servers/server-faults.ts';
import { openServersWorld } from './servers/servers-world.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string', default: 'embedded' },
    rounds: { type: 'string', default: '20' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
// What was started outlives a process that is ended without its `exit`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const random = seededRandom(Number(values.seed));
const found = values.world === 'servers' ? await onServers() : await embedded();
for (const line of found) console.log(`      ${line}`);
process.exitCode = found.length === 0 ? 0 : 1;

async function embedded(): Promise<readonly string[]> {
  await using world = await openEmbeddedWorld();
  const faults = await runRounds(world, KILLS);
  const differences = await world.compareWithRebuild();
  console.log(`a fresh rebuild differs in ${differences.length} documents and searches`);
  return [...faults, ...differences];
}

async function onServers(): Promise<readonly string[]> {
  await using world = await openServersWorld();
  return await runRounds(world, serverFaults({ takeoverSeconds: 10 }));
}

/** Each fault in its turn, `rounds` times. Gives all that was found. */
async function runRounds<W extends World>(world: W, faults: readonly Fault<W>[]): Promise<readonly string[]> {
  const only = values.only?.split(',');
  const chosen = faults.filter(({ name }) => only === undefined || only.some((part) => name.includes(part)));
  if (chosen.length === 0) throw new Error(`--only: expected parts, with commas between them, of these names: ${faults.map(({ name }) => name).join(', ')}.`);
  const oracle = createWriteOracle();
  const reports: RoundReport[] = [];
  // Also of rounds that were cut short.
  process.once('exit', () => console.log(summary(reports)));
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const fault of chosen) {
      const report = await runRound(world, fault, { oracle, random });
      reports.push(report);
      console.log(toLine(round, report));
      for (const one of report.faults.slice(0, 20)) console.log(`      ${one}`);
    }
  }
  return reports.flatMap((report) => report.faults);
}
