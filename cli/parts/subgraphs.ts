import type { Logger } from 'pino';
import type { Segments, ShopperTraces } from '../../discovery/index.ts';
import type { Catalog } from '../../stores/ports/catalog.ts';
import type { ProductIndex } from '../../stores/ports/product-index.ts';
import { createCatalogSubgraph, createRecommendationsSubgraph, createUsersSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import type { Finding } from './open-finding.ts';
import type { People } from './open-people.ts';

interface Surroundings {
  readonly log: Logger;
  readonly now: () => number;
}

export interface CatalogParts {
  readonly catalog: Catalog;
  readonly index: ProductIndex;
}

export interface UsersParts extends Pick<People, 'users' | 'cache' | 'resultLists'> {
  readonly traces: ShopperTraces;
  readonly segments: Segments;
}

export type RecommendationsParts = Pick<Finding, 'discovery' | 'merchandising' | 'models'>;

export function catalogSubgraph({ catalog, index }: CatalogParts, { log, now }: Surroundings): Subgraph {
  return createCatalogSubgraph({
    catalog,
    products: catalog,
    categories: catalog,
    feed: catalog,
    quarantine: catalog,
    index,
    fallback: index,
    now,
    log,
  });
}

export function usersSubgraph({ users, cache, resultLists, traces, segments }: UsersParts, { log, now }: Surroundings): Subgraph {
  return createUsersSubgraph({ events: users, profiles: users, served: users, records: users, cache, resultLists, traces, segments, now, log });
}

export function recommendationsSubgraph({ discovery, merchandising, models }: RecommendationsParts, { log }: Pick<Surroundings, 'log'>): Subgraph {
  return createRecommendationsSubgraph({ discovery, merchandising, models, log });
}
