import {
  createSlistPart,
  fromListPartsComponent,
  fromSlistComponent,
  holdFit,
  INTEREST_WEIGHTS,
  type ItemTable,
  LIST_PARTS,
  type ModelComponents,
  type Models,
  type ScorePart,
  SLIST,
  slistOver,
} from '../../ranker/index.ts';
import type { ModelVersion } from '../../schema/ids.ts';
import type { IndexDocument, SearchIndex } from '../../stores/ports/search-index.ts';
import { createItemVectors, type ItemVectors } from '../rerank/item-vectors.ts';
import { readShopper } from '../rerank/read-shopper.ts';
import type { ShopperState } from '../shoppers/shopper-state.ts';
import { DEFAULT_LIST_WEIGHTS, type ListWeights, listWeights } from './list-weights.ts';
import type { UserEmbeddings } from '../shoppers/user-embeddings.ts';

export interface TasteOptions {
  readonly models: Pick<Models, 'hold'>;
  readonly index: Pick<SearchIndex, 'featuresByIds'>;
  readonly embeddings: UserEmbeddings;
  /** Shared with the rerank stage of the same models; by default its own. */
  readonly itemVectors?: ItemVectors;
}

/** How products fit a shopper, by the user encoder of the active model. */
export interface Taste {
  /**
   * @returns Inner products of the user vector with each item vector, aligned to `documents`, and who gave them; null where no active
   * model has a user encoder, or nothing is known of the shopper. A rejection means that the model does not answer now.
   */
  fitOf(state: ShopperState, documents: readonly IndexDocument[], signal: AbortSignal): Promise<TasteFit | null>;
  /** What the active model has for lists, over the table given; items that only the model knows are added to it. Nothing where none is fit. */
  listParts(items: ItemTable): ListParts;
}

export interface ListParts {
  /** Parts that score items by their numbers in the table. */
  readonly parts: readonly ScorePart[];
  readonly weights: ListWeights;
}

export interface TasteFit {
  readonly scores: Float32Array;
  readonly modelVersion: ModelVersion;
}

const NO_PARTS: ListParts = { parts: [], weights: DEFAULT_LIST_WEIGHTS };

export function createTaste({ models, index, embeddings, itemVectors = createItemVectors() }: TasteOptions): Taste {
  let made: { readonly version: ModelVersion; readonly items: ItemTable; readonly listParts: ListParts } | null = null;
  return {
    async fitOf(state, documents, signal) {
      using held = models.hold();
      if (held === null || held.value.userEncoder === null || state.sequence.length === 0) return null;
      const model = held.value;
      const candidates = documents.map((document) => ({ id: document.id, stored: { embedding: document.embedding } }));
      const shopper = await readShopper(state, candidates, { index, embeddings, itemVectors, model, signal });
      return shopper === null || shopper.fit === null ? null : { scores: shopper.fit, modelVersion: model.version };
    },

    listParts(items) {
      using held = holdFit(models);
      if (held === null) return NO_PARTS;
      const { version, components } = held.value;
      if (made?.version !== version || made.items !== items) {
        const weights = listWeights(fromListPartsComponent(components[LIST_PARTS]));
        made = { version, items, listParts: { parts: linearParts(components, items), weights } };
      }
      return made.listParts;
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
export const NO_TASTE: Taste = { fitOf: async () => null, listParts: () => NO_PARTS };
