import { ROOT } from './to-product-input.ts';
import type { World } from './world.ts';
import type { Fact } from './write-oracle.ts';

const PRODUCTS = 'query ($ids: [ID!]!) { products(ids: $ids) { id title price { amount } categories { name } } }';
const PAGE = 100;

interface FoundProduct {
  readonly title: string;
  readonly price: { readonly amount: number };
  readonly categories: readonly { readonly name: string }[];
}

/** What the shop's product pages say. */
export async function readFacts(world: World, ids: readonly string[]): Promise<ReadonlyMap<string, Fact | null>> {
  const facts = new Map<string, Fact | null>();
  for (let start = 0; start < ids.length; start += PAGE) {
    const some = ids.slice(start, start + PAGE);
    const { data, errors } = await world.send(PRODUCTS, { ids: some });
    if (data === null || errors !== undefined) throw new Error(`Products could not be read: ${JSON.stringify(errors)}`);
    for (const [i, product] of (data['products'] as readonly (FoundProduct | null)[]).entries()) {
      facts.set(some[i]!, product && { title: product.title, cents: product.price.amount, shelf: product.categories.at(-1)?.name ?? '' });
    }
  }
  return facts;
}

/** How many products the shop says are on each shelf: it counts as they come and go, so a change applied twice would show. */
export async function readShelves(world: World): Promise<ReadonlyMap<string, number>> {
  const { data, errors } = await world.send('{ categories { name children { name productCount } } }');
  if (data === null || errors !== undefined) throw new Error(`Categories could not be read: ${JSON.stringify(errors)}`);
  const roots = data['categories'] as readonly { name: string; children: readonly { name: string; productCount: number }[] }[];
  return new Map(roots.filter(({ name }) => name === ROOT).flatMap(({ children }) => children.map((child) => [child.name, child.productCount])));
}
