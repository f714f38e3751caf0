import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../cli/compose/compose-supergraph.ts';
import { generateAll } from '../../cli/compose/generate-all.ts';
import { readSubgraphSdl } from '../../cli/compose/read-subgraph-sdl.ts';

describe('generated files', () => {
  it('are current: supergraph, resolver types and errors page', async () => {
    const files = await generateAll({ check: true });
    expect(files.map(({ path }) => path)).toEqual([
      'schema/supergraph.graphql',
      'docs/Errors.md',
      'subgraphs/generated/catalog.ts',
      'subgraphs/generated/users.ts',
      'subgraphs/generated/recommendations.ts',
    ]);
  });

  it('come out the same each time', () => {
    expect(composeSupergraph(readSubgraphSdl()).sdl).toBe(composeSupergraph(readSubgraphSdl()).sdl);
  });
});

describe('composition', () => {
  it('refuses a field that two subgraphs resolve without sharing it, and names it', () => {
    expect(() => compose((sdl) => sdl.replace('title: String! @shareable', 'title: String!'))).toThrow(/Product\.title.*shareable/s);
  });

  it('refuses SDL that cannot be parsed, and names the file', () => {
    expect(() => compose(() => 'type {')).toThrow(/schema\/catalog\.graphql is not SDL/);
  });

  it('gives every reason', () => {
    expect(() => compose((sdl) => sdl.replace(/(title|brand): (String!?) @shareable/g, '$1: $2'))).toThrow(expect.objectContaining({ code: 'COMPOSITION_FAILED', message: expect.stringMatching(/title[^]*brand|brand[^]*title/) }));
  });
});

function compose(changeCatalog: (sdl: string) => string): void {
  composeSupergraph(readSubgraphSdl().map(({ name, sdl }) => ({ name, sdl: name === 'catalog' ? changeCatalog(sdl) : sdl })));
}
