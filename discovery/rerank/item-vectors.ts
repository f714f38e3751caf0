import { LRUCache } from 'lru-cache';
import type { ServingModel } from '../../ranker/index.ts';
import type { ProductId } from '../../schema/ids.ts';

/** What a user encoder makes an item's vector of. */
export interface VectorItem {
  readonly id: ProductId;
  readonly stored: { readonly embedding: Float32Array | null } | null;
}

/** Item vectors of the user encoders in use, computed once for each product and state of its text. */
export interface ItemVectors {
  /** @returns float32 `[items, dimension]`, row-major, aligned to `items`. */
  of(model: VectorModel, items: readonly VectorItem[]): Float32Array;
}

type VectorModel = Pick<ServingModel, 'version'> & { readonly userEncoder: Pick<NonNullable<ServingModel['userEncoder']>, 'dimension' | 'itemVectors'> };

interface Entry {
  readonly version: ServingModel['version'];
  readonly content: Float32Array | null;
  readonly vector: Float32Array;
}

/** Products; some 1.5 KB each. */
const VECTORS_MAX = 50_000;

export function createItemVectors(): ItemVectors {
  const cache = new LRUCache<ProductId, Entry>({ max: VECTORS_MAX });
  return {
    of({ version, userEncoder }, items) {
      const { dimension } = userEncoder;
      const vectors = new Float32Array(items.length * dimension);
      const missing: number[] = [];
      items.forEach(({ id, stored }, place) => {
        const entry = cache.get(id);
        const known = entry?.version === version && isSame(entry.content, stored?.embedding ?? null);
        if (known) vectors.set(entry.vector, place * dimension);
        else missing.push(place);
      });
      if (missing.length === 0) return vectors;
      const contents = missing.map((place) => ({ id: items[place]!.id, content: items[place]!.stored?.embedding ?? null }));
      const computed = userEncoder.itemVectors(contents);
      missing.forEach((place, row) => {
        const vector = computed.slice(row * dimension, (row + 1) * dimension);
        vectors.set(vector, place * dimension);
        cache.set(contents[row]!.id, { version, content: contents[row]!.content, vector });
      });
      return vectors;
    },
  };
}

/** An index in another thread gives a copy of the embedding each time. */
function isSame(a: Float32Array | null, b: Float32Array | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.length !== b.length) return false;
  for (let place = 0; place < a.length; place += 1) if (a[place] !== b[place]) return false;
  return true;
}
