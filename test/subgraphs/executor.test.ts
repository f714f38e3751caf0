import { buildSchema, GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../schema/errors.ts';
import { createExecutor } from '../../subgraphs/shared/create-executor.ts';
import { dateTime } from '../../subgraphs/shared/date-time.ts';
import type { SubgraphContext } from '../../subgraphs/shared/subgraph-context.ts';
import { plain, recordingLog, request, type RunOptions } from './support.ts';

/** A schema whose field `give` resolves as `resolve` says. */
function executorOf(resolve: (args: { at?: string }, context: SubgraphContext) => unknown) {
  const schema = buildSchema('scalar DateTime type Inner { name: String! } input Span { from: DateTime } type Query { give(at: DateTime, spans: [Span!]): String inner: [Inner] some(first: Int! = 10): Int }');
  Object.assign(schema.getType('DateTime')!, { parseValue: dateTime.parseValue, parseLiteral: dateTime.parseLiteral });
  schema.getQueryType()!.getFields()['give']!.resolve = (_root, args, context) => resolve(args as { at?: string }, context as SubgraphContext);
  schema.getQueryType()!.getFields()['inner']!.resolve = () => [{ name: 'one' }, { name: () => resolve({}, {} as SubgraphContext) }];
  const log = recordingLog();
  const contexts: SubgraphContext[] = [];
  const makeContext = (context: SubgraphContext): SubgraphContext => {
    contexts.push(context);
    return context;
  };
  const execute = createExecutor({ schema, makeContext, log });
  return { run: async (query: string, options?: RunOptions) => plain(await execute(request(query, options))), log, contexts };
}

const throwing = (error: unknown): ReturnType<typeof executorOf> =>
  executorOf(() => {
    throw error;
  });

describe('a subgraph executor', () => {
  it('makes one context a request, with what the request brings', async () => {
    const { run, contexts } = executorOf(() => 'given');
    expect(await run('{ a: give b: give }', { role: 'ANALYST' })).toEqual({ data: { a: 'given', b: 'given' } });
    expect(contexts).toHaveLength(1);
    expect(contexts[0]).toMatchObject({ requestId: 'request-1', identity: { role: 'ANALYST' } });
  });

  it('runs the named operation of a document that it has seen before', async () => {
    const { run } = executorOf(({ at }) => at ?? 'none');
    const query = 'query ($at: DateTime) { give(at: $at) }';
    expect(await run(query, { variables: { at: '2026-01-31T12:00:00+02:00' } })).toEqual({ data: { give: '2026-01-31T10:00:00.000Z' } });
    expect(await run(query)).toEqual({ data: { give: 'none' } });
  });

  it("tells a caller's fault in full, with code, reason and path", async () => {
    const { run, log } = throwing(new AppError('INPUT_INVALID', 'first: expected 1 to 100, got 0.'));
    expect(await run('{ give }')).toEqual({
      data: { give: null },
      errors: [{ message: 'first: expected 1 to 100, got 0.', path: ['give'], extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' } }],
    });
    expect(log.entries).toEqual([]);
  });

  it('tells of an unavailable part by its summary, without the message of the driver', async () => {
    const { run } = throwing(new AppError('SEARCH_INDEX_UNAVAILABLE', 'connect ECONNREFUSED 10.0.0.7:9200'));
    const { errors } = await run('{ give }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', reason: 'SEARCH_INDEX_UNAVAILABLE' } }]);
    expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
  });

  it.each([
    ['a foreign error', new TypeError('cannot read secret of undefined')],
    ['a bug of ours', new AppError('INVARIANT_BROKEN', 'cannot read secret')],
    ["a library's GraphQLError", new GraphQLError('the secret is out')],
    ['what is not an error at all', 'secret'],
  ])('masks %s, and logs it with the request id and path', async (_what, error) => {
    const { run, log } = throwing(error);
    expect(await run('{ give }')).toEqual({
      data: { give: null },
      errors: [{ message: 'Unexpected error.', path: ['give'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(log.entries).toMatchObject([{ details: { requestId: 'request-1', path: 'give' } }]);
  });

  it('keeps the rest of the answer where one item of a list fails', async () => {
    const { run } = throwing(new AppError('CATALOG_STORE_UNAVAILABLE', 'gone'));
    expect(await run('{ inner { name } }')).toMatchObject({
      data: { inner: [{ name: 'one' }, null] },
      errors: [{ path: ['inner', 1, 'name'], extensions: { code: 'UNAVAILABLE' } }],
    });
  });

  it("takes variables that do not fit their types for the caller's fault, and names them", async () => {
    const { run, log } = executorOf(() => 'given');
    const response = await run('query ($at: DateTime) { give(at: $at) }', { variables: { at: 'tomorrow' } });
    expect(response.data).toBeUndefined();
    expect(response.errors).toMatchObject([
      { message: expect.stringMatching(/"\$at".*RFC 3339.*"tomorrow"/), extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' } },
    ]);
    expect(log.entries).toEqual([]);
  });

  it.each([
    ['{ give(at: "tomorrow") }', 'give(at)', '"tomorrow"'],
    ['{ other: give(spans: [{ from: "2026-01-31T12:00:00Z" }, { from: "soon" }]) }', 'give(spans.from)', '"soon"'],
    ['{ give(at: 12) }', 'give(at)', '12'],
    ['query ($at: DateTime = "never") { give(at: $at) }', '$at', '"never"'],
    ['query ($spans: [Span!] = [{ from: "late" }]) { give(spans: $spans) }', '$spans.from', '"late"'],
  ])("takes a literal that does not fit a scalar for the caller's fault too, and names its field: %s", async (query, place, given) => {
    const { run, log } = executorOf(() => 'given');
    expect(await run(query)).toEqual({
      errors: [
        {
          message: `${place}: Expected an RFC 3339 instant such as 2026-01-31T12:00:00Z, got ${given}.`,
          extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' },
        },
      ],
    });
    expect(log.entries).toEqual([]);
  });

  it("takes a null for an argument that may be left out but not null for the caller's fault, and names it", async () => {
    const { run, log } = executorOf(() => 'given');
    expect(await run('query ($first: Int) { some(first: $first) give }', { variables: { first: null } })).toEqual({
      data: { some: null, give: 'given' },
      errors: [
        {
          message: 'Argument "first" of non-null type "Int!" must not be null.',
          path: ['some'],
          extensions: { code: 'BAD_USER_INPUT', reason: 'INPUT_INVALID' },
        },
      ],
    });
    expect(log.entries).toEqual([]);
  });

  it.each(['{ unknown }', '{ give'])('masks %j, which only a gateway of another version sends, and logs it', async (query) => {
    const { run, log } = executorOf(() => 'given');
    expect(await run(query)).toEqual({ errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(log.entries).toHaveLength(1);
  });

  it('runs nothing for a request that is aborted already', async () => {
    const { run, contexts } = executorOf(() => 'given');
    expect(await run('{ give }', { signal: AbortSignal.abort() })).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', reason: 'REQUEST_ABORTED' } }],
    });
    expect(contexts).toEqual([]);
  });

  it("takes a rejection with the signal's reason for an abort, not for a fault", async () => {
    const controller = new AbortController();
    const { run, log } = executorOf((_args, { signal }) => {
      controller.abort(new Error('the client left'));
      signal.throwIfAborted();
    });
    expect(await run('{ give }', { signal: controller.signal })).toMatchObject({
      errors: [{ path: ['give'], extensions: { code: 'UNAVAILABLE', reason: 'REQUEST_ABORTED' } }],
    });
    expect(log.entries).toEqual([]);
  });
});
