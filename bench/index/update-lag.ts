import type { Collection } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LagOptions {
  readonly collection: Collection<{ readonly _id: string }>;
  /** Ids of products, updated in turn. */
  readonly ids: readonly string[];
  readonly updates: number;
  readonly perSecond: number;
  /** Titles that the index gives for some ids, in their order. */
  readonly titlesOf: (ids: readonly string[]) => Promise<readonly (string | null)[]>;
}

const LOOK_MS = 5;

/** Updates at a steady rate; gives for each how long after its acknowledgement the index gave it by id, milliseconds. */
export async function updateLags({ collection, ids, updates, perSecond, titlesOf }: LagOptions): Promise<readonly number[]> {
  const waiting = new Map<string, { readonly title: string; readonly acknowledgedAt: number }>();
  const lags: number[] = [];
  const state = { writing: true };
  const writing = (async () => {
    const startedAt = performance.now();
    const writes: Promise<void>[] = [];
    for (let i = 0; i < updates; i += 1) {
      await sleep(Math.max(0, startedAt + (i * 1_000) / perSecond - performance.now()));
      const _id = ids[i % ids.length]!;
      const title = `updated ${i}`;
      writes.push(
        collection.updateOne({ _id }, { $set: { title } }, { writeConcern: { w: 'majority' } }).then(() => void waiting.set(_id, { title, acknowledgedAt: performance.now() })),
      );
    }
    await Promise.all(writes);
    state.writing = false;
  })();
  while (state.writing || waiting.size > 0) {
    const asked = [...waiting];
    const titles = asked.length === 0 ? [] : await titlesOf(asked.map(([id]) => id));
    const now = performance.now();
    for (const [place, [id, { title, acknowledgedAt }]] of asked.entries()) {
      if (titles[place] !== title || waiting.get(id)?.title !== title) continue;
      waiting.delete(id);
      lags.push(now - acknowledgedAt);
    }
    await sleep(LOOK_MS);
  }
  await writing;
  return lags;
}
