import type { Discovery, RankingModels } from '../../discovery/index.ts';
import type { SubgraphContext } from '../shared/subgraph-context.ts';
import { createDocumentLoader, type DocumentLoader } from './document.loader.ts';

/** What the resolvers of search and lists use; made once a request. */
export interface RecommendationsContext extends SubgraphContext {
  readonly discovery: Discovery;
  readonly models: RankingModels;
  readonly documents: DocumentLoader;
}

export function createRecommendationsContext(
  request: SubgraphContext,
  { discovery, models }: Pick<RecommendationsContext, 'discovery' | 'models'>,
): RecommendationsContext {
  return { ...request, discovery, models, documents: createDocumentLoader(discovery, request) };
}
