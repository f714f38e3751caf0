import { AppError } from '../schema/errors.ts';
import type { ListId } from '../schema/ids.ts';
import type { TextEncoder } from '../search/index.ts';
import type { ResultListStore } from '../stores/ports/result-list-store.ts';
import type { SearchIndex } from '../stores/ports/search-index.ts';
import { createDocumentReader } from './listing/document-reader.ts';
import { createFieldDictionary } from './understanding/field-dictionary.ts';
import type { Behaviour } from './behaviour/create-behaviour.ts';
import type { DiscoveryLog } from './discovery-log.ts';
import { createLists } from './lists/create-lists.ts';
import type { Taste } from './lists/taste.ts';
import { createPreview } from './preview/create-preview.ts';
import { createRequestScopes } from './request-scope.ts';
import type { Reranker } from './reranker.ts';
import { createListSteering, createSteering } from './rules/create-steering.ts';
import type { LiveRules } from './rules/live-rules.ts';
import { createShopperSegments } from './segments/shopper-segments.ts';
import { createSearch } from './search.ts';
import type { Discovery } from './search-types.ts';
import type { ServedListQueue } from './served/served-list-queue.ts';
import type { Shoppers } from './shoppers/shopper-state.ts';
import { createSuggest } from './suggest.ts';

export interface DiscoveryOptions {
  readonly index: SearchIndex;
  readonly lists: ResultListStore;
  /** Of the index's embeddings; null: search is lexical. */
  readonly encoder: TextEncoder | null;
  readonly reranker: Reranker;
  readonly shoppers: Shoppers;
  readonly behaviour: Pick<Behaviour, 'counts' | 'statsOf'>;
  readonly taste: Taste;
  /** What is shown is written there. */
  readonly served: Pick<ServedListQueue, 'add'>;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  /** A new, unguessable name for a served list. */
  readonly newListId: () => ListId;
  /** Absent: a shop without rules and synonyms. */
  readonly rules?: Pick<LiveRules, 'read' | 'refresh'>;
  readonly log: DiscoveryLog;
}

/** The domain of finding, over any index and list store. Holds only bounded caches; nothing to dispose of. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
  const { index, shoppers } = options;
  const dictionary = createFieldDictionary(options);
  const documents = createDocumentReader(index);
  const scopes = createRequestScopes({ shoppers, documents });
  const steeringParts = { rules: options.rules ?? null, segments: createShopperSegments(options), now: options.now };
  const steer = createSteering(steeringParts);
  return {
    search: createSearch({ ...options, dictionary, documents, scopes, steer }),
    preview: options.rules === undefined ? noPreview : createPreview({ ...options, rules: options.rules, dictionary, documents }),
    suggest: createSuggest({ index, dictionary, steer }),
    recommend: createLists({ ...options, scopes, steerList: createListSteering(steeringParts) }),
    documents: (ids, { signal }) => index.documentsByIds(ids, signal),
  };
}

function noPreview(): never {
  throw new AppError('INVARIANT_BROKEN', 'Expected a shop with rules for a preview of them, got one without.');
}
