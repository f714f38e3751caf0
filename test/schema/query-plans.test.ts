import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSupergraph } from '../../cli/read-supergraph.ts';

const supergraph = Supergraph.build(await readSupergraph());
const planner = new QueryPlanner(supergraph);

const CARD = `id title brand url price { amount currency } listPrice { amount } availability rating { average count } images { url alt }
  categories { id name parent { id name } }`;

/** The fetches of an operation's plan, in the order in which they stand in it: the subgraph, and what it is asked. */
function fetchesOf(operation: string): readonly { readonly subgraph: string; readonly query: string }[] {
  const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(operation)));
  const found: { subgraph: string; query: string }[] = [];
  JSON.stringify(plan, (_key, node: unknown) => {
    if (isFetch(node)) found.push({ subgraph: node.serviceName, query: node.operation });
    return node;
  });
  return found;
}

function isFetch(node: unknown): node is { readonly serviceName: string; readonly operation: string } {
  return node !== null && typeof node === 'object' && 'kind' in node && node.kind === 'Fetch';
}

const subgraphsOf = (operation: string): readonly string[] => fetchesOf(operation).map(({ subgraph }) => subgraph);

describe('query plans', () => {
  it.each([
    ['a search', `{ search { edges { node { ${CARD} } } facets { field } } }`, ['recommendations']],
    ['suggestions', `{ suggest(prefix: "a") { products { ${CARD} } categories { id name parent { id name } } } }`, ['recommendations']],
    ['a product page', `{ product(id: "1") { ${CARD} description attributes { name } updatedAt } }`, ['catalog']],
    ['similar products', `{ product(id: "1") { ${CARD} similar { edges { node { ${CARD} } } } } }`, ['catalog', 'recommendations']],
    ['the category tree', '{ categories { id productCount children { id name productCount parent { id } } } }', ['catalog']],
  ])('%s: its cards come whole from the subgraph that lists them', (_what, operation, subgraphs) => {
    expect(subgraphsOf(operation)).toEqual(subgraphs);
  });

  it('fetch from the catalog, by entity, only what the index does not give', () => {
    const [list, details] = fetchesOf(`{ search { edges { node { ${CARD} description } } } }`);
    expect(list).toMatchObject({ subgraph: 'recommendations', query: expect.stringContaining('title') });
    expect(details).toMatchObject({ subgraph: 'catalog', query: expect.stringContaining('{...on Product{description}}') });
  });

  it('fetch counts of suggested categories from the catalog', () => {
    expect(subgraphsOf('{ suggest(prefix: "a") { categories { name productCount } } }')).toEqual(['recommendations', 'catalog']);
  });

  it('ask subgraphs that do not depend on one another at once', () => {
    const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse('{ me { id } search { id } categories { id } }')));
    expect(plan.node?.kind).toBe('Parallel');
  });
});
