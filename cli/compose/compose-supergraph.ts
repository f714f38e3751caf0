import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { AppError } from '../../schema/errors.ts';
import type { SubgraphSdl } from './read-subgraph-sdl.ts';

export interface Supergraph {
  /** What the gateway plans from. */
  readonly sdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
}

/**
 * The supergraph of the given subgraphs; the same files give the same text.
 * @throws AppError `COMPOSITION_FAILED` listing every reason, with the subgraph where there is one.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): Supergraph {
  const services = subgraphs.map(({ name, sdl }) => ({
    name,
    // Never called: our data source knows where a subgraph is. Composition only wants each to have its own.
    url: `http://${name}.subgraph/graphql`,
    typeDefs: parseSdl(name, sdl),
  }));
  const { supergraphSdl, schema, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    const reasons = (errors ?? []).map(({ message }) => `- ${message.trim()}`);
    throw new AppError('COMPOSITION_FAILED', `The subgraph schemas do not compose:\n${reasons.join('\n')}`);
  }
  return { sdl: `${supergraphSdl.trimEnd()}\n`, apiSchema: schema.toAPISchema().toGraphQLJSSchema() };
}

function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    throw new AppError('COMPOSITION_FAILED', `schema/${name}.graphql is not SDL: ${(cause as Error).message}`, { cause });
  }
}
