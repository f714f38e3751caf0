import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Resolvers } from '../generated/catalog.ts';
import { createExecutor } from '../shared/create-executor.ts';
import { dateTime } from '../shared/date-time.ts';
import { readTypeDefs } from '../shared/read-type-defs.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createCatalogContext } from './catalog-context.ts';
import type { CatalogDeps } from './catalog-deps.ts';
import { Category, categoryQueries } from './category.resolvers.ts';
import { indexHealthQueries } from './index-health.resolvers.ts';
import { Product, productQueries } from './product.resolvers.ts';
import { QuarantinedProduct, quarantineQueries } from './quarantine.resolvers.ts';
import { replayMutations } from './replay.resolvers.ts';
import { writeMutations } from './write.resolvers.ts';

const resolvers = {
  DateTime: dateTime,
  Query: { ...productQueries, ...categoryQueries, ...indexHealthQueries, ...quarantineQueries },
  Mutation: { ...writeMutations, ...replayMutations },
  Product,
  Category,
  QuarantinedProduct,
} satisfies Resolvers;

/** Products, categories and the state of the index, over the catalog's stores. */
export function createCatalogSubgraph(deps: CatalogDeps): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: readTypeDefs('catalog'), resolvers }]);
  return {
    name: 'catalog',
    schema,
    execute: createExecutor({ schema, makeContext: (request) => createCatalogContext(request, deps), log: deps.log }),
  };
}
