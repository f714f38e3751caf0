import { setTimeout as sleep } from 'node:timers/promises';
import type { LagOptions } from './update-lag.ts';

const LOT = 500;
const LOOK_MS = 10;

/** Updates as fast as the collection takes them; gives how many a second went from the first write to the last one's being read by id. */
export async function changeRate({ collection, ids, updates, titlesOf }: Omit<LagOptions, 'perSecond'>): Promise<number> {
  const startedAt = performance.now();
  for (let first = 0; first < updates; first += LOT) {
    const places = Array.from({ length: Math.min(LOT, updates - first) }, (_, i) => first + i);
    await collection.bulkWrite(places.map((place) => ({ updateOne: { filter: { _id: idAt(ids, place) }, update: { $set: { title: titleAt(place) } } } })));
  }
  // Changes come in their order: the last is there when all are.
  const last = updates - 1;
  while ((await titlesOf([idAt(ids, last)]))[0] !== titleAt(last)) await sleep(LOOK_MS);
  return updates / ((performance.now() - startedAt) / 1_000);
}

const idAt = (ids: readonly string[], place: number): string => ids[place % ids.length]!;
const titleAt = (place: number): string => `changed ${place}`;
