import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { SubgraphName } from '../../schema/subgraph-request.ts';

/** The SDL of a subgraph, from `schema/<name>.graphql`. */
export function readTypeDefs(name: SubgraphName): DocumentNode {
  return parse(readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8'));
}
