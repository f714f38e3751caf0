import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import { createGatewayWriter } from './gateway-writer.ts';
import { compareEvents, recordAtRandom } from './random-events.ts';
import { writeAtRandom } from './random-writes.ts';
import { readFacts, readShelves } from './read-facts.ts';
import { untilSearchable } from './until-searchable.ts';
import { verifyIndex } from './verify-index.ts';
import type { World } from './world.ts';
import type { WriteOracle } from './write-oracle.ts';

export interface RoundOptions {
  /** Knows the world's products from earlier rounds. */
  readonly oracle: WriteOracle;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface RoundReport {
  readonly fault: string;
  /** Of several things that the fault can do, the one that it did. */
  readonly what: string;
  /** Changes of products that were acknowledged, through the gateway and past it. */
  readonly writes: number;
  /** Events that were acknowledged. */
  readonly events: number;
  /** From the fault to its end: how long something was away. */
  readonly awaySeconds: number;
  /** From the fault until all that was acknowledged could be found. */
  readonly searchableSeconds: number;
  /** What verification found, what differs from what was acknowledged, and what else did not come as it must. */
  readonly faults: readonly string[];
}

const GATEWAY_WRITERS = ['first', 'second'];

/**
 * One fault while several clients write: through the gateway, past it, and events. Afterwards everything acknowledged must be
 * searchable, verification clean, each product as it was last acknowledged and counted once, each acknowledged event there once.
 */
export async function runRound<W extends World>(world: W, fault: Fault<W>, { oracle, random }: RoundOptions): Promise<RoundReport> {
  const stopping = new AbortController();
  const clients = { stop: stopping.signal, random };
  const shopper = `shopper-${crypto.randomUUID()}`;
  const writers = [...GATEWAY_WRITERS.map((name) => createGatewayWriter(world, name)), ...world.strangers];
  const load = Promise.allSettled([recordAtRandom(world, shopper, clients), ...writers.map((writer) => writeAtRandom(writer, oracle, clients))] as const);

  await sleep(200 + 1_500 * random());
  const injected = await fault.inject(world, random);
  const since = (): number => (performance.now() - injected.struckAt) / 1_000;
  await injected.heal();
  const awaySeconds = since();
  // They go on for a moment into the recovery.
  await sleep(500 * random());
  stopping.abort();
  const [recorded, ...written] = await load;
  await untilSearchable(world, random);
  const searchableSeconds = since();

  const failed = [recorded, ...written].flatMap((client) => (client.status === 'rejected' ? [`a client failed: ${String(client.reason)}`] : []));
  const faults = [
    ...failed,
    ...world.mishaps(),
    ...((await injected.verdict?.()) ?? []),
    ...(await verifyIndex(world)),
    ...oracle.compare(await readFacts(world, oracle.ids())),
    ...compareShelves(oracle.shelves(), await readShelves(world)),
    ...(recorded.status === 'fulfilled' ? await compareEvents(world, shopper, recorded.value) : []),
  ];
  const writes = written.reduce((sum, client) => sum + (client.status === 'fulfilled' ? client.value : 0), 0);
  const events = recorded.status === 'fulfilled' ? recorded.value.acknowledged.size : 0;
  return { fault: fault.name, what: injected.what, writes, events, awaySeconds, searchableSeconds, faults };
}

function compareShelves(expected: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): readonly string[] {
  return [...expected].flatMap(([shelf, count]) => (found.get(shelf) === count ? [] : [`shelf "${shelf}" has ${count} products, and the shop counts ${found.get(shelf) ?? 0}`]));
}
