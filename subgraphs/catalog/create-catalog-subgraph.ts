import type { Subgraph } from '../shared/subgraph.ts';
import type { CatalogDeps } from './catalog-deps.ts';

export declare function createCatalogSubgraph(deps: CatalogDeps): Subgraph;
