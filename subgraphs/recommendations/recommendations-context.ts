import type { Discovery } from '../../discovery/index.ts';
import type { SubgraphContext } from '../shared/subgraph-context.ts';
import { createDocumentLoader, type DocumentLoader } from './document.loader.ts';

/** What the resolvers of search and lists use; made once a request. */
export interface RecommendationsContext extends SubgraphContext {
  readonly discovery: Discovery;
  readonly documents: DocumentLoader;
}

export function createRecommendationsContext(request: SubgraphContext, discovery: Discovery): RecommendationsContext {
  return { ...request, discovery, documents: createDocumentLoader(discovery, request) };
}
