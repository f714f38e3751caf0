import { readFileSync } from 'node:fs';
import { SUBGRAPH_NAMES } from '../../schema/subgraph-request.ts';
import type { SubgraphName } from '../../schema/subgraph-request.ts';

export interface SubgraphSdl {
  readonly name: SubgraphName;
  readonly sdl: string;
}

/** The SDL files of `schema/`, one a subgraph, in the order of `SUBGRAPH_NAMES`. */
export function readSubgraphSdl(): readonly SubgraphSdl[] {
  return SUBGRAPH_NAMES.map((name) => ({
    name,
    sdl: readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8'),
  }));
}
