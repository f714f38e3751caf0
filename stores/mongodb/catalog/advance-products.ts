import { type ClientSession, Long } from 'mongodb';
import type { ProductId } from '../../../schema/ids.ts';
import type { ProductCategory } from '../../ports/product.ts';
import type { CatalogCollections } from './catalog-collections.ts';
import { createCategoryMoves } from './category-moves.ts';
import type { ProductState } from './product-state.ts';

/** What is stored of a product, as far as its next state depends on it. */
interface Stored {
  readonly version: bigint;
  /** Null where the product is gone. */
  readonly categories: readonly ProductCategory[] | null;
}

export interface AdvanceOptions {
  readonly session: ClientSession;
  /** Where categories are counted; see `CountingSlots`. */
  readonly slot: number;
}

/**
 * Moves products to other states, and the category tree with them; nothing happens where the stored state is newer. An equal
 * version replaces, a removal too: cleaned anew, by better rules, the same record may pass that was refused before.
 */
export async function advanceProducts(collections: CatalogCollections, states: readonly ProductState[], { session, slot }: AdvanceOptions): Promise<void> {
  const { cleaned, removed, categories } = collections;
  const before = await storedStates(collections, states.map(({ id }) => id), session);
  const after = new Map<ProductId, ProductState>();
  for (const state of states) {
    const current = after.get(state.id) ?? before.get(state.id);
    if (current === undefined || current.version <= state.version) after.set(state.id, state);
  }
  if (after.size === 0) return;

  const present = [...after.values()].flatMap(({ id, version, product }) => (product === null ? [] : [{ id, version, product }]));
  const gone = [...after.values()].filter(({ product }) => product === null);
  const moves = createCategoryMoves();
  for (const { id, version, product } of after.values()) moves.move(before.get(id)?.categories ?? [], product?.categories ?? [], version);

  const revived = present.filter(({ id }) => before.get(id)?.categories === null).map(({ id }) => id);
  if (present.length > 0) {
    await cleaned.bulkWrite(
      present.map(({ id, version, product }) => ({ replaceOne: { filter: { _id: id }, replacement: { version: Long.fromBigInt(version), product }, upsert: true } })),
      { session, ordered: false },
    );
  }
  if (revived.length > 0) await removed.deleteMany({ _id: { $in: revived } }, { session });
  if (gone.length > 0) {
    await cleaned.deleteMany({ _id: { $in: gone.map(({ id }) => id) } }, { session });
    await removed.bulkWrite(
      gone.map(({ id, version }) => ({ replaceOne: { filter: { _id: id }, replacement: { version: Long.fromBigInt(version) }, upsert: true } })),
      { session, ordered: false },
    );
  }
  await moves.apply(categories, slot, session);
}

async function storedStates(
  { cleaned, removed }: CatalogCollections,
  ids: readonly ProductId[],
  session: ClientSession,
): Promise<ReadonlyMap<ProductId, Stored>> {
  const states = new Map<ProductId, Stored>();
  const present = cleaned.find<{ _id: ProductId; version: Long; product: { categories: ProductCategory[] } }>(
    { _id: { $in: [...ids] } },
    { session, projection: { version: 1, 'product.categories': 1 } },
  );
  for (const { _id, version, product } of await present.toArray()) states.set(_id, { version: version.toBigInt(), categories: product.categories });
  // A product is in one of the two at most, so most batches need no second look.
  const others = ids.filter((id) => !states.has(id));
  if (others.length === 0) return states;
  const gone = removed.find({ _id: { $in: others } }, { session });
  for (const { _id, version } of await gone.toArray()) states.set(_id, { version: version.toBigInt(), categories: null });
  return states;
}
