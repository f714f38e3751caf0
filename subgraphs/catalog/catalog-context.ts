import type { SubgraphContext } from '../shared/subgraph-context.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import { type CategoryLoader, type ChildCategoryLoader, createCategoryLoader, createChildCategoryLoader } from './category.loader.ts';
import { createProductLoader, type ProductLoader } from './product.loader.ts';

/** What the catalog's resolvers use; made once a request. */
export interface CatalogContext extends SubgraphContext {
  readonly products: ProductLoader;
  readonly categories: CategoryLoader;
  readonly childCategories: ChildCategoryLoader;
  readonly deps: CatalogDeps;
}

export function createCatalogContext(request: SubgraphContext, deps: CatalogDeps): CatalogContext {
  const { signal } = request;
  return {
    ...request,
    products: createProductLoader({ products: deps.products, fallback: deps.fallback, signal }),
    categories: createCategoryLoader(deps.categories, signal),
    childCategories: createChildCategoryLoader(deps.categories, signal),
    deps,
  };
}
