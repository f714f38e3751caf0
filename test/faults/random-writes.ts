import type { ServedShop } from './served-shop.ts';
import type { Fact, WriteOracle } from './write-oracle.ts';

const UPSERT = 'mutation ($products: [ProductInput!]!) { upsertProducts(products: $products) { accepted userErrors { message } } }';
const DELETE = 'mutation ($ids: [ID!]!) { deleteProducts(ids: $ids) { deleted } }';
const WORDS = ['lamp', 'kettle', 'jacket', 'mouse', 'phone', 'cable', 'tent', '手机', '水壶', '外套', 'red', 'steel', 'small', 'folding'];
/** Few enough that products are written again and again. */
const IDS = 1_500;
const BATCH_MAX = 120;

/** Sends random upserts and deletes, one after the other, until the shop no longer answers. Gives how many were acknowledged. */
export async function writeUntilKilled(shop: ServedShop, oracle: WriteOracle, random: () => number): Promise<number> {
  const integer = (below: number): number => Math.floor(random() * below);
  const drawIds = (): string[] => [...new Set(Array.from({ length: 1 + integer(BATCH_MAX) }, () => `kill-${integer(IDS)}`))];
  for (let acknowledged = 0; ; acknowledged += 1) {
    const deleting = random() < 0.3;
    const changes = new Map<string, Fact | null>();
    for (const id of drawIds()) {
      const title = Array.from({ length: 2 + integer(4) }, () => WORDS[integer(WORDS.length)]!).join(' ');
      changes.set(id, deleting ? null : { title, cents: 100 + integer(100_000) });
    }
    oracle.asked(changes);
    try {
      const { data, errors } = deleting ? await shop.send(DELETE, { ids: [...changes.keys()] }) : await shop.send(UPSERT, { products: products(changes) });
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      if (!deleting && data['upsertProducts'].accepted !== changes.size) throw new Error(`Not all accepted: ${JSON.stringify(data)}`);
    } catch (error) {
      // The connection broke: the shop is being killed, or a write is at fault, which must not pass for a kill.
      if (error instanceof TypeError) return acknowledged;
      throw error;
    }
    oracle.acknowledged(changes);
  }
}

/** What the shop's catalog says of products. */
export async function factsOf(shop: ServedShop, ids: readonly string[]): Promise<Map<string, Fact | null>> {
  const facts = new Map<string, Fact | null>();
  for (let start = 0; start < ids.length; start += 100) {
    const some = ids.slice(start, start + 100);
    const { data } = await shop.send('query ($ids: [ID!]!) { products(ids: $ids) { id title price { amount } } }', { ids: some });
    const found = data['products'] as readonly ({ id: string; title: string; price: { amount: number } } | null)[];
    for (const [i, product] of found.entries()) facts.set(some[i]!, product === null ? null : { title: product.title, cents: product.price.amount });
  }
  return facts;
}

function products(changes: ReadonlyMap<string, Fact | null>): readonly unknown[] {
  return Array.from(changes, ([id, fact]) => ({ id, title: fact!.title, price: { amount: fact!.cents, currency: 'EUR' } }));
}
