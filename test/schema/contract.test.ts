import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkContract } from '../../cli/compose/check-contract.ts';
import { composeSupergraph } from '../../cli/compose/compose-supergraph.ts';
import { contractDifferences } from '../../cli/compose/contract-differences.ts';
import { readSubgraphSdl } from '../../cli/compose/read-subgraph-sdl.ts';
import { MISSING } from '../../schema/contract/missing.ts';

const here = new URL('../../schema/contract/api.graphql', import.meta.url);
const shared = new URL('../../../shared/contract/api.graphql', import.meta.url);
const contract = buildSchema(readFileSync(here, 'utf8'));
const { apiSchema } = composeSupergraph(readSubgraphSdl());

describe('the composed API', () => {
  it('is compared with a contract that says something', () => {
    expect(Object.keys(contract.getTypeMap()).length).toBeGreaterThan(100);
    expect(Object.keys(contract.getQueryType()?.getFields() ?? {})).toHaveLength(20);
  });

  it('breaks nothing, and lacks exactly what schema/contract/missing.ts lists', () => {
    expect(contractDifferences(contract, apiSchema)).toEqual({ breaking: [], missing: MISSING });
    expect(() => checkContract(apiSchema)).not.toThrow();
  });

  it.runIf(existsSync(shared))('is held to the contract that was agreed', () => {
    expect(readFileSync(here, 'utf8')).toBe(readFileSync(shared, 'utf8'));
  });
});

describe('contractDifferences', () => {
  const base = `
    enum Order { UP DOWN }
    input Range { min: Float max: Float = 5 }
    scalar When
    type Item { id: ID! name: String }
    type Query { items(first: Int! = 20, order: Order, range: Range): [Item!]! at: When }`;

  it('finds none between equals, nor where more is offered', () => {
    expect(compare(base)).toEqual({ breaking: [], missing: [] });
    const more = base
      .replace('UP DOWN', 'UP DOWN SIDEWAYS')
      .replace('first: Int! = 20', 'first: Int! = 20, after: String')
      .replace('name: String', 'name: String color: String');
    expect(compare(more)).toEqual({ breaking: [], missing: [] });
  });

  it.each([
    ['a field became nullable', '[Item!]!', '[Item!]', 'Query.items: expected the type [Item!]!, got [Item!]'],
    ['a field became non-null', 'name: String', 'name: String!', 'Item.name: expected the type String, got String!'],
    ['an argument changed its type', 'first: Int! = 20', 'first: Int = 20', 'Query.items(first:): expected the type Int!, got Int'],
    ['a default changed', 'first: Int! = 20', 'first: Int! = 10', 'Query.items(first:): expected the default 20, got 10'],
    ['a default went', 'Float = 5', 'Float', 'Range.max: expected the default 5, got none'],
    ['an argument went', ', order: Order', '', 'Query.items(order:): expected it, got none'],
    ['an argument is demanded', 'order: Order', 'order: Order, shop: ID!', 'Query.items(shop:): expected none or an optional one, got a required one'],
    ['an enum value went', 'UP DOWN', 'UP', 'Order.DOWN: expected the enum value, got none'],
    ['an input field went', 'min: Float', 'low: Float', 'Range.min: expected it, got none'],
    ['an input field is demanded', 'min: Float', 'min: Float step: Int!', 'Range.step: expected none or an optional one, got a required one'],
    ['a kind changed', 'scalar When', 'type When { at: Int }', 'When: expected the kind GraphQLScalarType, got GraphQLObjectType'],
  ])('sees that %s', (_what, before, after, difference) => {
    expect(base).toContain(before);
    expect(compare(base.replace(before, after))).toEqual({ breaking: [difference], missing: [] });
  });

  it('lists missing types and fields by coordinate', () => {
    expect(compare(base.replace('name: String', '').replace('at: When', '').replace('scalar When', ''))).toEqual({
      breaking: [],
      missing: ['Item.name', 'Query.at', 'When'],
    });
  });

  function compare(api: string): ReturnType<typeof contractDifferences> {
    return contractDifferences(buildSchema(base), buildSchema(api));
  }
});

describe('checkContract', () => {
  it('refuses what is missing without being listed, and what is listed without being missing', () => {
    const smaller = compose((name, sdl) => (name === 'recommendations' ? sdl.replace(/^ {2}suggest\(.*$/m, '') : sdl));
    expect(() => checkContract(smaller)).toThrow(/Query\.suggest: expected it in the API/);
    const larger = compose((name, sdl) => (name === 'recommendations' ? sdl.replace('  suggest(', '  searchReport(from: DateTime!, to: DateTime!, first: Int! = 50): SearchReport\n  suggest(').concat('type SearchReport { zeroResults: [QueryCount!]! noClicks: [QueryCount!]! } type QueryCount { query: String! count: Int! }') : sdl));
    expect(() => checkContract(larger)).toThrow(/Query\.searchReport: is in the API; expected it no longer/);
  });
});

function compose(change: (name: string, sdl: string) => string): GraphQLSchema {
  return composeSupergraph(readSubgraphSdl().map(({ name, sdl }) => ({ name, sdl: change(name, sdl) }))).apiSchema;
}
