import type { Discovery, Merchandising, RankingModels } from '../../discovery/index.ts';
import type { SubgraphContext } from '../shared/subgraph-context.ts';
import { createDocumentLoader, type DocumentLoader } from './document.loader.ts';

/** What the resolvers of search, lists, models and rules use; made once a request. */
export interface RecommendationsContext extends SubgraphContext {
  readonly discovery: Discovery;
  readonly models: RankingModels;
  readonly merchandising: Merchandising;
  readonly documents: DocumentLoader;
}

/** What all requests share. */
export type RecommendationsDomain = Pick<RecommendationsContext, 'discovery' | 'models' | 'merchandising'>;

export function createRecommendationsContext(request: SubgraphContext, domain: RecommendationsDomain): RecommendationsContext {
  return { ...request, ...domain, documents: createDocumentLoader(domain.discovery, request) };
}
