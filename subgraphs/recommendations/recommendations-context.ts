import type { Discovery, Merchandising } from '../../discovery/index.ts';
import type { SubgraphContext } from '../shared/subgraph-context.ts';
import { createDocumentLoader, type DocumentLoader } from './document.loader.ts';

/** What the resolvers of search and lists use; made once a request. */
export interface RecommendationsContext extends SubgraphContext {
  readonly discovery: Discovery;
  readonly merchandising: Merchandising;
  readonly documents: DocumentLoader;
}

export type RecommendationsDomain = Pick<RecommendationsContext, 'discovery' | 'merchandising'>;

export function createRecommendationsContext(request: SubgraphContext, domain: RecommendationsDomain): RecommendationsContext {
  return { ...request, ...domain, documents: createDocumentLoader(domain.discovery, request) };
}
