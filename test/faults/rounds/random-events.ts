import { ask } from './ask.ts';
import { pace } from './pace.ts';
import { settle, type SettleOptions } from './settle.ts';
import type { World } from './world.ts';

const RECORD = 'mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted duplicates rejected { message } } }';
const BATCH_MAX = 20;
/** Events may come late; ones from before are in nobody's future, however far a server's clock is set back. */
const AGE_MS = 24 * 60 * 60 * 1_000;

/** Events that a shopper sent. */
export interface SentEvents {
  readonly acknowledged: ReadonlySet<string>;
  /** May have been stored, or not. */
  readonly inDoubt: ReadonlySet<string>;
}

/** Sends events with new ids, one call after the other, until told to stop; a call that is repeated carries the same events. */
export async function recordAtRandom(world: World, shopper: string, options: SettleOptions): Promise<SentEvents> {
  const acknowledged = new Set<string>();
  const inDoubt = new Set<string>();
  while (!options.stop.aborted) {
    await pace(acknowledged.size, options.random);
    const ids = Array.from({ length: 1 + Math.floor(options.random() * BATCH_MAX) }, () => crypto.randomUUID());
    const at = new Date(Date.now() - AGE_MS).toISOString();
    const events = ids.map((id) => ({ id, type: 'VIEW', productId: 'p1', at }));
    const settled = await settle(async () => {
      const asked = await ask(world, RECORD, { events }, shopper);
      if (asked.outcome !== 'acknowledged') return asked.outcome;
      const { accepted, duplicates } = asked.data['recordEvents'];
      if (accepted + duplicates !== ids.length) throw new Error(`Not all events were taken: ${JSON.stringify(asked.data)}`);
      return 'acknowledged';
    }, options);
    for (const id of ids) (settled.acknowledged ? acknowledged : inDoubt).add(id);
  }
  return { acknowledged, inDoubt };
}

/** What is wrong with the events that the shop has of a shopper: each acknowledged one must be there once, and none twice. */
export async function compareEvents(world: World, shopper: string, { acknowledged, inDoubt }: SentEvents): Promise<readonly string[]> {
  const { data, errors } = await world.send('mutation { exportMyData { json } }', {}, shopper);
  if (data === null) return [`the events of ${shopper} could not be read: ${JSON.stringify(errors)}`];
  const { events } = JSON.parse(data['exportMyData'].json as string) as { events: readonly { id: string }[] };
  const times = new Map<string, number>();
  for (const { id } of events) times.set(id, (times.get(id) ?? 0) + 1);
  return [
    ...[...acknowledged].filter((id) => !times.has(id)).map((id) => `event ${id} was acknowledged and is lost`),
    ...[...times].filter(([, count]) => count > 1).map(([id, count]) => `event ${id} is there ${count} times`),
    ...[...times.keys()].filter((id) => !acknowledged.has(id) && !inDoubt.has(id)).map((id) => `event ${id} was never sent`),
  ];
}
