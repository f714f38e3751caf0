import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { countFields } from '../../gateway/limits/count-fields.ts';
import { QUERY_LIMITS } from '../../gateway/limits/query-limits.ts';
import { shapeRules } from '../../gateway/limits/shape-rules.ts';
import { openGateway } from './support/open-gateway.ts';
import { wholeMessage } from './support/whole-message.ts';

const nest = (levels: number, inner: string): string => (levels === 0 ? inner : `similar(first: 1) { ${nest(levels - 1, inner)} }`);
const aliases = (count: number): string => Array.from({ length: count }, (_, index) => `a${index}: caller`).join(' ');

describe('query limits', () => {
  it.each([
    ['depth', `{ trending { ${nest(15, 'id')} } }`, {}, 'Query depth limit of 15 exceeded, found 17.'],
    ['depth through fragments', `query { ...A } fragment A on Query { trending { ...B } } fragment B on Product { ${nest(15, 'id')} }`, {}, /depth limit/],
    ['aliases', `{ ${aliases(51)} }`, {}, 'Aliases limit of 50 exceeded, found 51.'],
    ['directives', `{ caller ${'@include(if: true) '.repeat(51)} }`, {}, /Directives limit of 50/],
    ['tokens', `{ ${'caller '.repeat(3_000)} }`, {}, 'The operation has more than 3000 tokens.'],
    ['length', `{ caller } #${' '.repeat(100_000)}`, {}, /query: expected at most 100000 characters/],
    ['fields', '{ trending(first: 100) { similar(first: 100) { similar(first: 100) { id } } } }', {}, /more than 50000 fields/],
    [
      'fields through variables',
      'query Q($n: Int! = 100, $m: Int!) { trending(first: $n) { similar(first: $m) { similar(first: $m) { id } } } }',
      { m: 100 },
      /more than 50000 fields/,
    ],
  ])('refuse too much %s', async (_name, query, variables, message) => {
    await using gateway = await openGateway();
    const answer = await gateway.ask(query, { variables });
    expect(answer.status).toBe(400);
    const error = answer.errors!.find(({ extensions }) => extensions['code'] === 'QUERY_TOO_COMPLEX')!;
    expect(error.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX', reason: 'QUERY_TOO_COMPLEX' });
    expect(error.message).toMatch(wholeMessage(message));
  });

  it('take what is just below', async () => {
    await using gateway = await openGateway();
    for (const query of [`{ trending { ${nest(12, 'id')} } }`, `{ ${aliases(50)} }`, '{ trending(first: 100) { similar(first: 100) { id } } }']) {
      expect((await gateway.ask(query)).errors).toBeUndefined();
    }
  });

  it('answer a small page where a list is asked for that the API refuses, for its own message to come through', () => {
    const schema = buildSchema('type Query { a(first: Int! = 5): [A] } type A { a(first: Int! = 5): [A] id: ID }');
    const document = parse('{ a(first: 1000000) { id } }');
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(countFields({ schema, document, operation, variables: {}, limit: 1_000 })).toBe(101);
  });

  it('count in bounded time where fragments multiply', () => {
    const schema = buildSchema('type Query { a: Int }');
    const chain = Array.from({ length: 40 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(' ');
    const document = parse(`{ ...F0 } ${chain} fragment F40 on Query { a }`);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(countFields({ schema, document, operation, variables: {}, limit: 1_000 })).toBeGreaterThan(1_000);
  });
});

describe('operations of the public API', () => {
  const contract = join(import.meta.dirname, '../../schema/contract');
  const schema = buildSchema(readFileSync(join(contract, 'api.graphql'), 'utf8'), { assumeValid: true });
  const operations = readdirSync(join(contract, 'operations')).flatMap((file) => {
    const text = readFileSync(join(contract, 'operations', file), 'utf8');
    const document = parse(text, { maxTokens: QUERY_LIMITS.tokens });
    return document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({ name: operation.name!.value, operation, document }));
  });

  it('are read', () => expect(operations.length).toBeGreaterThan(20));

  it.each(operations)('$name stays below a third of each limit, at its longest', ({ operation, document }) => {
    const { depth, aliases, directives, fields } = QUERY_LIMITS;
    const used = countFields({ schema, document, operation, variables: { first: 100, productIds: Array.from({ length: 100 }, String) }, limit: fields });
    expect(used).toBeLessThan(fields / 3);
    // All operations of a file at once are far more than any client sends.
    expect(validate(schema, document, shapeRules())).toEqual([]);
    expect(Math.min(depth, aliases, directives)).toBeGreaterThan(0);
  });
});
