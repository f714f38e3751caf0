import {
  createSlistPart,
  fromSlistComponent,
  INTEREST_WEIGHTS,
  type ItemTable,
  type ModelComponents,
  type Models,
  type ScorePart,
  SLIST,
  slistOver,
} from '../../ranker/index.ts';
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
  /** Parts of the active model that score items by their numbers in the table; items that only the model knows are added to it. */
  parts(items: ItemTable): readonly ScorePart[];
}

export interface TasteFit {
  readonly scores: Float32Array;
  readonly modelVersion: ModelVersion;
}

export function createTaste({ models, index, embeddings }: TasteOptions): Taste {
  const itemVectors = createItemVectors();
  let linear: { readonly version: ModelVersion; readonly items: ItemTable; readonly parts: readonly ScorePart[] } | null = null;
  return {
    async fitOf(state, documents, signal) {
      using held = models.hold();
      if (held === null || held.value.userEncoder === null || state.sequence.length === 0) return null;
      const model = held.value;
      const candidates = documents.map((document) => ({ id: document.id, stored: { embedding: document.embedding } }));
      const shopper = await readShopper(state, candidates, { index, embeddings, itemVectors, model, signal });
      return shopper === null || shopper.fit === null ? null : { scores: shopper.fit, modelVersion: model.version };
    },

    parts(items) {
      using held = models.hold();
      if (held === null) return [];
      const { version, components } = held.value;
      if (linear?.version !== version || linear.items !== items) linear = { version, items, parts: linearParts(components, items) };
      return linear.parts;
    },
  };
}

function linearParts(components: ModelComponents, items: ItemTable): readonly ScorePart[] {
  const component = components[SLIST];
  if (component === undefined) return [];
  const stored = fromSlistComponent(component);
  return [createSlistPart(slistOver(items, stored), { pastDecay: stored.pastDecay, counts: INTEREST_WEIGHTS })];
}

/** Without any model. */
export const NO_TASTE: Taste = { fitOf: async () => null, parts: () => [] };
