export type { Subgraph, SubgraphLog } from './shared/subgraph.ts';
export type { CatalogDeps } from './catalog/catalog-deps.ts';
export type { UsersDeps } from './users/users-deps.ts';
export type { RecommendationsDeps } from './recommendations/create-recommendations-subgraph.ts';
export type { ServeSubgraphOptions, ServedSubgraph } from './serve/serve-subgraph.ts';
export { createCatalogSubgraph } from './catalog/create-catalog-subgraph.ts';
export { createUsersSubgraph } from './users/create-users-subgraph.ts';
export { createRecommendationsSubgraph } from './recommendations/create-recommendations-subgraph.ts';
export { serveSubgraph } from './serve/serve-subgraph.ts';
