import { buildSchema, graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { askedFacets } from '../../subgraphs/recommendations/asked-facets.ts';

const schema = buildSchema(`
  type Page { id: ID facets(fields: [String!]): [String!] next: Page }
  type Query { search: Page }`);

/** What `askedFacets` sees in the operation. */
async function seen(query: string, variables: Record<string, unknown> = {}): Promise<readonly string[] | null> {
  let asked: readonly string[] | null | undefined;
  schema.getQueryType()!.getFields()['search']!.resolve = (_root, _args, _context, info) => {
    asked = askedFacets(info);
    return {};
  };
  const { errors } = await graphql({ schema, source: query, variableValues: variables });
  expect(errors).toBeUndefined();
  return asked!;
}

describe('askedFacets', () => {
  it.each<[string, string, readonly string[] | null]>([
    ['none', '{ search { id } }', []],
    ['named ones', '{ search { facets(fields: ["brand", "price"]) } }', ['brand', 'price']],
    ['an empty list', '{ search { facets(fields: []) } }', []],
    ['the standard ones', '{ search { facets } }', null],
    ['the standard ones by null', '{ search { facets(fields: null) } }', null],
    ['several aliases, each name once', '{ search { a: facets(fields: ["brand"]) b: facets(fields: ["price", "brand"]) } }', ['brand', 'price']],
    ['names and the standard ones', '{ search { a: facets(fields: ["brand"]) b: facets } }', null],
    ['a fragment', '{ search { ...F } } fragment F on Page { ...G } fragment G on Page { facets(fields: ["brand"]) }', ['brand']],
    ['an inline fragment', '{ search { ... on Page { ... { facets(fields: ["brand"]) } } } }', ['brand']],
    ['the same field written twice', '{ search { a: facets(fields: ["brand"]) } search { b: facets(fields: ["price"]) } }', ['brand', 'price']],
    ['a skipped one', '{ search { facets(fields: ["brand"]) @skip(if: true) } }', []],
    ['one that is not included', '{ search { ... @include(if: false) { facets } } }', []],
    ['an alias that only looks like it', '{ search { facets: id } }', []],
    ['another page below', '{ search { next { facets } } }', []],
  ])('sees %s', async (_what, query, expected) => {
    expect(await seen(query)).toEqual(expected);
  });

  it('fills in variables', async () => {
    const query = 'query ($fields: [String!], $with: Boolean! = true, $one: String! = "price") { search { facets(fields: $fields) @include(if: $with) b: facets(fields: [$one]) } }';
    expect(await seen(query, { fields: ['brand'] })).toEqual(['brand', 'price']);
    expect(await seen(query, { fields: ['brand'], with: false })).toEqual(['price']);
    expect(await seen(query)).toBeNull();
  });
});
