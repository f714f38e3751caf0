import type { GraphQLSchema } from 'graphql';
import type { SubgraphExecutor, SubgraphName } from '../../schema/subgraph-request.ts';

/** One part of the API: its schema and what runs requests against it, in process or behind `serveSubgraph`. */
export interface Subgraph {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  readonly execute: SubgraphExecutor;
}

/** Where faults are told to the operator; a pino logger is one. */
export interface SubgraphLog {
  error(details: Readonly<Record<string, unknown>>, message: string): void;
}
