import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { AppError } from '../../../schema/errors.ts';
import type { SubgraphExecutor, SubgraphName } from '../../../schema/subgraph-request.ts';
import { createExecutor } from '../../../subgraphs/shared/create-executor.ts';
import { dateTime } from '../../../subgraphs/shared/date-time.ts';
import type { SubgraphContext } from '../../../subgraphs/shared/subgraph-context.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const CATALOG = parse(`${LINK}
  scalar DateTime
  type Query {
    product(id: ID!): Product
    products(ids: [ID!]!, first: Int! = 10): [Product!]
    "Echoes who asks."
    caller: String
    fail(how: String!): String
    sales(at: DateTime!): Int
    "Breaks its own promise."
    broken: Broken
  }
  type Mutation { rename(id: ID!, title: String!): Product }
  type Product @key(fields: "id") { id: ID! title: String! price: Int }
  type Broken { value: Int! }
`);

const USERS = parse(`${LINK}
  type Query { me: User }
  type User @key(fields: "id") { id: ID! name: String favourite: Product }
  type Product @key(fields: "id", resolvable: false) { id: ID! }
`);

const RECOMMENDATIONS = parse(`${LINK}
  type Query { trending(first: Int! = 3): [Product!] }
  type Product @key(fields: "id") { id: ID! similar(first: Int! = 2): [Product!] score: Float }
`);

const SDL = { catalog: CATALOG, users: USERS, recommendations: RECOMMENDATIONS };

const FAILURES: Readonly<Record<string, () => Error>> = {
  conflict: () => new AppError('INPUT_INVALID', 'how: expected something else.'),
  role: () => new AppError('ROLE_MISSING', 'fail: expected a token with the role ADMIN.'),
  store: () => new AppError('CATALOG_STORE_UNAVAILABLE', 'mongodb://10.0.0.7 refused the connection'),
  bug: () => new TypeError('cannot read mongodb://10.0.0.7'),
};

const ids = (first: number): { id: string }[] => Array.from({ length: first }, (_, index) => ({ id: `p${index + 1}` }));

const RESOLVERS = {
  catalog: {
    Query: {
      product: (_root: unknown, { id }: { id: string }) => ({ id }),
      products: (_root: unknown, args: { ids: string[]; first: number }) => args.ids.slice(0, args.first).map((id) => ({ id })),
      caller: (_root: unknown, _args: unknown, { identity }: SubgraphContext) => JSON.stringify(identity),
      fail: (_root: unknown, { how }: { how: string }) => {
        throw FAILURES[how]!();
      },
      broken: () => ({ value: 1 }),
      sales: () => 7,
    },
    DateTime: dateTime,
    Mutation: { rename: (_root: unknown, { id, title }: { id: string; title: string }) => ({ id, title }) },
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      title: ({ id, title }: { id: string; title?: string }) => title ?? `Title of ${id}`,
      price: ({ id }: { id: string }) => id.length,
    },
  },
  users: {
    Query: { me: () => ({ id: 'u1', name: 'Ada', favourite: { id: 'p7' } }) },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  },
  recommendations: {
    Query: { trending: (_root: unknown, { first }: { first: number }) => ids(first) },
    Product: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      similar: (_parent: unknown, { first }: { first: number }) => ids(first),
      score: () => 0.5,
    },
  },
};

const SILENT = { error: () => undefined };

function schemaOf(name: SubgraphName): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: SDL[name], resolvers: RESOLVERS[name] }]);
}

function executorOf(name: SubgraphName): SubgraphExecutor {
  return createExecutor({ schema: schemaOf(name), makeContext: (request) => request, log: SILENT });
}

/** Three small real subgraphs under the names of ours: `executors` run them. */
export const SMALL_SHOP = {
  supergraphSdl: compose(),
  executors: { catalog: executorOf('catalog'), users: executorOf('users'), recommendations: executorOf('recommendations') },
} as const;

function compose(): string {
  const { supergraphSdl, errors } = composeServices(
    (Object.keys(SDL) as SubgraphName[]).map((name) => ({ name, url: `http://${name}.test`, typeDefs: SDL[name] })),
  );
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}
