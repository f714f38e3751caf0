import type { ServedShop } from './served-shop.ts';

const RECORD = 'mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted duplicates rejected { message } } }';
const BATCH_MAX = 20;

/** Sends events with new ids, one call after the other, until the shop no longer answers; notes which were acknowledged. */
export async function recordUntilKilled(shop: ServedShop, acknowledged: Set<string>, random: () => number): Promise<void> {
  for (;;) {
    const ids = Array.from({ length: 1 + Math.floor(random() * BATCH_MAX) }, () => crypto.randomUUID());
    const events = ids.map((id) => ({ id, type: 'VIEW', productId: 'p1', at: new Date().toISOString() }));
    try {
      const { data, errors } = await shop.send(RECORD, { events });
      if (errors !== undefined || data['recordEvents'].accepted !== ids.length) throw new Error(JSON.stringify({ data, errors }));
    } catch (error) {
      // The connection broke: the shop is being killed, or a call is at fault, which must not pass for a kill.
      if (error instanceof TypeError) return;
      throw error;
    }
    for (const id of ids) acknowledged.add(id);
  }
}

/** Acknowledged events that the shop does not have. */
export async function lostEvents(shop: ServedShop, acknowledged: ReadonlySet<string>): Promise<readonly string[]> {
  const { data } = await shop.send('mutation { exportMyData { json } }');
  const { events } = JSON.parse(data['exportMyData'].json as string) as { events: readonly { id: string }[] };
  const stored = new Set(events.map(({ id }) => id));
  return [...acknowledged].filter((id) => !stored.has(id)).map((id) => `event ${id} was acknowledged and is lost`);
}
