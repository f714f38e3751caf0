import { ask } from './ask.ts';
import type { ProductWriter } from './product-writer.ts';
import { toProductInput } from './to-product-input.ts';
import type { World } from './world.ts';

const UPSERT = 'mutation ($products: [ProductInput!]!) { upsertProducts(products: $products) { accepted userErrors { message } } }';
const DELETE = 'mutation ($ids: [ID!]!) { deleteProducts(ids: $ids) { deleted } }';

/** Writes through the API. */
export function createGatewayWriter(world: Pick<World, 'send'>, name: string): ProductWriter {
  return {
    name,
    async write(changes) {
      const products = [...changes].flatMap(([id, fact]) => (fact === null ? [] : [toProductInput(id, fact)]));
      if (products.length === 0) return (await ask(world, DELETE, { ids: [...changes.keys()] })).outcome;
      const asked = await ask(world, UPSERT, { products });
      if (asked.outcome === 'acknowledged' && asked.data['upsertProducts'].accepted !== products.length) {
        throw new Error(`Not all were accepted: ${JSON.stringify(asked.data)}`);
      }
      return asked.outcome;
    },
  };
}
