import { setTimeout as sleep } from 'node:timers/promises';
import { objects, runAisle } from '../cli/run-aisle.ts';
import { lostEvents, recordUntilKilled } from './random-events.ts';
import { factsOf, writeUntilKilled } from './random-writes.ts';
import { type ServedShop, serveShop } from './served-shop.ts';
import { createWriteOracle } from './write-oracle.ts';

/** When the process is killed. */
export const MOMENTS = ['while writes go on', 'right after a write was sent', 'in a rebuild or its swap', 'in the snapshot of a shutdown'] as const;

export interface KillRound {
  readonly moment: (typeof MOMENTS)[number];
  readonly acknowledgedWrites: number;
  /** Of all rounds so far. */
  readonly acknowledgedEvents: number;
  readonly startSeconds: number;
  /** What verification found, and what differs from what was acknowledged. */
  readonly faults: readonly string[];
}

export interface KillRoundsOptions {
  /** Made into a sample shop where it is empty. */
  readonly dataDir: string;
  readonly rounds: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * Random writes and events through the API while the process is killed with SIGKILL; after each restart the index is verified and
 * catalog and events compared with what was acknowledged. The process is stopped in order at the end.
 */
export async function* killRounds({ dataDir, rounds, random }: KillRoundsOptions): AsyncGenerator<KillRound> {
  const oracle = createWriteOracle();
  const events = new Set<string>();
  let shop = await serveShop(dataDir);
  for (let round = 0; round < rounds; round += 1) {
    const moment = MOMENTS[round % MOMENTS.length]!;
    const writing = writeUntilKilled(shop, oracle, random);
    const recording = recordUntilKilled(shop, events, random);
    await killAt(moment, shop, { dataDir, random });
    const [acknowledgedWrites] = await Promise.all([writing, recording]);

    shop = await serveShop(dataDir);
    const faults = [...(await verified(dataDir)), ...oracle.compare(await factsOf(shop, oracle.ids())), ...(await lostEvents(shop, events))];
    yield { moment, acknowledgedWrites, acknowledgedEvents: events.size, startSeconds: shop.startSeconds, faults };
  }
  const code = await shop.stop();
  if (code !== 0) throw new Error(`The shop ended with ${code} when it was asked to stop.`);
}

async function killAt(moment: KillRound['moment'], shop: ServedShop, { dataDir, random }: Pick<KillRoundsOptions, 'dataDir' | 'random'>): Promise<void> {
  if (moment === 'while writes go on') {
    await sleep(200 + 1_500 * random());
  } else if (moment === 'right after a write was sent') {
    await sleep(300 + 30 * random());
  } else if (moment === 'in a rebuild or its swap') {
    // The command itself takes some time to start; a rebuild of some thousands about a second.
    const rebuild = runAisle(['index', 'rebuild', '--data', dataDir]);
    await sleep(700 + 1_500 * random());
    await shop.kill();
    await rebuild;
  } else {
    await sleep(500);
    shop.process.kill('SIGTERM');
    await sleep(150 * random());
  }
  await shop.kill();
}

async function verified(dataDir: string): Promise<string[]> {
  const run = await runAisle(['index', 'verify', '--data', dataDir, '--json']);
  const faults = objects(run).flatMap(({ difference }) => (difference === undefined ? [] : [JSON.stringify(difference)]));
  return run.code === 0 ? faults : [...faults, `aisle index verify ended with ${run.code}`];
}
