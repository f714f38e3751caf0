import DataLoader from 'dataloader';
import type { AppError } from '../schema/errors.ts';
import type { ProductId } from '../schema/ids.ts';
import { type IndexDocument, RECALL_MAX } from '../stores/ports/search-index.ts';
import type { createDocumentReader } from './listing/document-reader.ts';
import type { DiscoveryContext } from './search-types.ts';
import type { ShopperState, Shoppers } from './shoppers/shopper-state.ts';

/** What the fields of one request read together: each thing once, however many lists the request asks for. */
export interface RequestScope {
  /** As of the first time that the request asked. */
  state(): Promise<ShopperState>;
  /** Aligned to `ids`; null where the product is gone or, while the index is away, not among those served lately. */
  documents(ids: readonly ProductId[]): Promise<readonly (IndexDocument | null)[]>;
  /** `SEARCH_INDEX_UNAVAILABLE` where documents came from memory; else null. */
  failure(): AppError | null;
}

export interface RequestScopeOptions {
  readonly shoppers: Shoppers;
  readonly documents: ReturnType<typeof createDocumentReader>;
}

/** The scope that goes with a context; a context is one object per request. */
export function createRequestScopes({ shoppers, documents }: RequestScopeOptions): (context: DiscoveryContext) => RequestScope {
  const scopes = new WeakMap<DiscoveryContext, RequestScope>();
  return (context) => {
    const known = scopes.get(context);
    if (known !== undefined) return known;
    const { identity, signal } = context;
    const reader = documents(signal);
    const loader = new DataLoader<ProductId, IndexDocument | null>((ids) => reader.read(ids), { maxBatchSize: RECALL_MAX });
    let state: Promise<ShopperState> | null = null;
    const scope: RequestScope = {
      state: () => (state ??= shoppers.stateOf(identity, signal)),
      documents: (ids) => Promise.all(ids.map((id) => loader.load(id))),
      failure: () => reader.failure(),
    };
    scopes.set(context, scope);
    return scope;
  };
}
