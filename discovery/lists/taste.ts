import type { Models } from '../../ranker/index.ts';
import type { ModelVersion } from '../../schema/ids.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import { createItemVectors } from '../rerank/item-vectors.ts';
import { readShopper } from '../rerank/read-shopper.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import type { UserEmbeddings } from '../shoppers/user-embeddings.ts';

export interface TasteOptions {
  readonly models: Pick<Models, 'hold'>;
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly embeddings: UserEmbeddings;
}

/** How products fit a shopper, by the user encoder of the active model. */
export interface Taste {
  /**
   * @returns Inner products of the user vector with each item vector, aligned to `documents`, and who gave them; null where no active
   * model has a user encoder, or nothing is known of the shopper. A rejection means that the model does not answer now.
   */
  fitOf(state: ShopperState, documents: readonly IndexDocument[], signal: AbortSignal): Promise<TasteFit | null>;
}

export interface TasteFit {
  readonly scores: Float32Array;
  readonly modelVersion: ModelVersion;
}

export function createTaste({ models, index, embeddings }: TasteOptions): Taste {
  const itemVectors = createItemVectors();
  return {
    async fitOf(state, documents, signal) {
      using held = models.hold();
      if (held === null || held.value.userEncoder === null || state.sequence.length === 0) return null;
      const model = held.value;
      const candidates = documents.map((document) => ({ id: document.id, stored: { embedding: document.embedding } }));
      const shopper = await readShopper(state, candidates, { index, embeddings, itemVectors, model, signal });
      return shopper === null || shopper.fit === null ? null : { scores: shopper.fit, modelVersion: model.version };
    },
  };
}

/** Without any model. */
export const NO_TASTE: Taste = { fitOf: async () => null };
