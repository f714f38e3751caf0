import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { AppError } from '../../schema/errors.ts';
import type { SubgraphSdl } from './read-subgraph-sdl.ts';

/**
 * The supergraph SDL of the given subgraphs; the same files give the same text.
 * @throws AppError `COMPOSITION_FAILED` listing every reason, with the subgraph where there is one.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): string {
  const services = subgraphs.map(({ name, sdl }) => ({
    name,
    // Never called: our data source knows where a subgraph is. Composition only wants each to have its own.
    url: `http://${name}.subgraph/graphql`,
    typeDefs: parseSdl(name, sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    const reasons = (errors ?? []).map(({ message }) => `- ${message.trim()}`);
    throw new AppError('COMPOSITION_FAILED', `The subgraph schemas do not compose:\n${reasons.join('\n')}`);
  }
  return `${supergraphSdl.trimEnd()}\n`;
}

function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    throw new AppError('COMPOSITION_FAILED', `schema/${name}.graphql is not SDL: ${(cause as Error).message}`, { cause });
  }
}
