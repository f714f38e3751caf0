import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, Kind } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cluster, startCluster } from '../support/cluster.ts';
import { SERVERS_WORLD } from '../support/worlds.ts';
import { contractDocuments, coveredPart } from './support/contract-operation.ts';
import { type SampleShop, startSampleShop } from './support/start-sample-shop.ts';
import { withoutIdsAndTimes } from './support/without-ids-and-times.ts';

/** All processes read the same clock, and it stands still: a trend is another one a millisecond later. */
const NOW_MS = Date.now();

// oxlint-disable-next-line typescript/no-explicit-any -- an answer has the shape of its query
type Data = any;

/** What only an answer has that a failure is in, or behind. */
const FAILURE = /"code":"(UNAVAILABLE|INTERNAL_SERVER_ERROR)"|"component"/;

/** One of the two ways in which the shop runs; both are on the same stores. */
interface Side {
  readonly name: 'one' | 'five';
  readonly url: string;
  /** Answers of this side so far, by operation; of one that was asked several times the last. */
  readonly answers: Map<string, Data>;
  /** `x-visitor-id`s that were issued to those who are nobody yet. */
  readonly visitors: Map<string, string>;
}

interface Step {
  readonly operation: string;
  /** The same to both sides, but for `own visitor`. Nobody by default. */
  readonly as?: 'SHOPPER' | 'MERCHANDISER' | 'ADMIN' | 'visitor' | 'own visitor';
  readonly variables?: (answers: ReadonlyMap<string, Data>, side: Side) => Readonly<Record<string, unknown>>;
  /** Asked again until it is so: on a busy machine the index may have a write later than the second that its writer waits. */
  readonly until?: (data: Data) => boolean;
  /** Of an operation that the contract does not have. */
  readonly query?: string;
}

const firstFound = (answers: ReadonlyMap<string, Data>): Data => answers.get('Search').search.edges[0].node;
const RULE = { name: 'Pin', condition: { query: { text: 'kettle', mode: 'EXACT' } } };
const hidden = (answers: ReadonlyMap<string, Data>) => ({ ...RULE, actions: [{ hide: { productIds: [answers.get('Search').search.edges[1].node.id] } }] });
const pinned = (answers: ReadonlyMap<string, Data>) => ({ ...RULE, actions: [{ pin: { productId: answers.get('Search').search.edges[3].node.id, position: 1 } }] });
const ruleId = (answers: ReadonlyMap<string, Data>): string => answers.get('CreateRule').createRule.rule.id;
const search = (query: string, more: Readonly<Record<string, unknown>> = {}): Step => ({ operation: 'Search', variables: () => ({ query, ...more }) });
const at = new Date(NOW_MS).toISOString();

const READS: readonly Step[] = [
  search('wireless headphones'),
  { operation: 'Search', variables: (answers) => ({ query: 'wireless headphones', after: answers.get('Search').search.pageInfo.endCursor }) },
  search('绿茶', { locale: 'zh-CN' }),
  search('wirelss hedphones'),
  search('jacket', { sort: 'PRICE_ASC' }),
  search('jacket', { filters: [{ field: 'availability', values: ['IN_STOCK'] }, { field: 'price', min: 1_000 }], first: 50 }),
  search('zyxophone'),
  { ...search('jacket'), as: 'SHOPPER' },
  { operation: 'Suggest', variables: () => ({ prefix: 'headph' }) },
  { operation: 'ProductPage', variables: (answers) => ({ id: firstFound(answers).id }) },
  { operation: 'ProductPage', variables: () => ({ id: 'nothing' }) },
  { operation: 'Home' },
  { operation: 'Home', as: 'SHOPPER' },
  { operation: 'Cart', variables: (answers) => ({ productIds: answers.get('Home').popular.edges.slice(0, 3).map(({ node }: Data) => node.id) }) },
  { operation: 'MyData', as: 'SHOPPER' },
  { operation: 'MyData' },
  { operation: 'Rules', as: 'MERCHANDISER' },
  { operation: 'Rules' },
  { operation: 'Preview', as: 'MERCHANDISER', variables: (answers) => ({ query: 'kettle', drafts: [{ rule: pinned(answers) }], at: null }) },
  { operation: 'Synonyms', as: 'MERCHANDISER' },
  { operation: 'Audit', as: 'MERCHANDISER' },
  { operation: 'Health', as: 'MERCHANDISER' },
  { operation: 'Models', as: 'MERCHANDISER' },
  { operation: 'WhoAmI', as: 'MERCHANDISER' },
  // The products that either side's visitor is to do something with: the same, before anything is done.
  search('tent'),
];

const track = (as: 'visitor' | 'own visitor'): Step => ({
  operation: 'Track',
  as,
  variables: (answers, { name }) => ({
    events: [
      { id: `${name} 1`, type: 'VIEW', productId: firstFound(answers).id, at },
      { id: `${name} 1`, type: 'VIEW', productId: firstFound(answers).id, at },
      { id: `${name} 2`, type: 'ADD_TO_CART', productId: answers.get('Search').search.edges[2].node.id, at },
      { id: `${name} 3`, type: 'VIEW', productId: firstFound(answers).id, at: '1999-01-01T00:00:00Z' },
    ],
  }),
});

const TRACK: readonly Step[] = [track('visitor'), track('own visitor')];

/** Lists vary from one visitor to another: this one is the same to both sides, but for what can be erased once only. */
const OF_A_VISITOR: readonly Step[] = [
  { operation: 'Home', as: 'visitor' },
  { ...search('tent'), as: 'visitor' },
  { operation: 'MyData', as: 'visitor' },
  { operation: 'Export', as: 'visitor' },
  { operation: 'StopPersonalizing', as: 'visitor' },
  { operation: 'Home', as: 'visitor' },
  { operation: 'Erase', as: 'own visitor' },
  { operation: 'Home', as: 'own visitor' },
];

const OF_A_MERCHANDISER: readonly Step[] = [
  search('kettle'),
  { operation: 'CreateRule', variables: (answers) => ({ input: pinned(answers) }) },
  { operation: 'CreateRule', as: 'MERCHANDISER', variables: (answers) => ({ input: { ...pinned(answers), name: '' } }) },
  { operation: 'CreateRule', as: 'MERCHANDISER', variables: (answers) => ({ input: pinned(answers) }) },
  search('kettle'),
  { operation: 'UpdateRule', as: 'MERCHANDISER', variables: (answers) => ({ id: ruleId(answers), ifVersion: 1, input: hidden(answers) }) },
  { operation: 'UpdateRule', as: 'MERCHANDISER', variables: (answers) => ({ id: ruleId(answers), ifVersion: 1, input: hidden(answers) }) },
  search('kettle'),
  { operation: 'PauseRule', as: 'MERCHANDISER', variables: (answers) => ({ id: ruleId(answers), ifVersion: 2 }) },
  { operation: 'RevertRule', as: 'MERCHANDISER', variables: (answers) => ({ id: ruleId(answers), ifVersion: 3, toVersion: 1 }) },
  { operation: 'DeleteRule', as: 'MERCHANDISER', variables: (answers) => ({ id: ruleId(answers), ifVersion: 4 }) },
  { operation: 'Audit', as: 'MERCHANDISER', variables: (answers) => ({ subjectId: ruleId(answers) }) },
  { operation: 'SetSynonyms', as: 'MERCHANDISER', variables: () => ({ input: { kind: 'ONE_WAY', terms: ['zyxophone'], expandsTo: ['headphones'] } }) },
  search('zyxophone'),
  { operation: 'Synonyms', as: 'MERCHANDISER' },
  {
    operation: 'DeleteSynonyms',
    as: 'MERCHANDISER',
    query: 'mutation DeleteSynonyms($id: ID!) { deleteSynonyms(id: $id, ifVersion: 1) { deletedId userErrors { code } } }',
    variables: (answers) => ({ id: answers.get('SetSynonyms').setSynonyms.synonym.id }),
  },
];

const OF_AN_ADMIN: readonly Step[] = [
  { operation: 'UpsertProducts', as: 'ADMIN', variables: () => ({ products: [{ id: 'added', title: 'Zyxophone', price: { amount: 1_990, currency: 'EUR' } }, { id: '', title: 'No id' }] }) },
  { ...search('zyxophone'), until: ({ search: { totalCount } }) => totalCount === 1 },
  { operation: 'ProductPage', variables: () => ({ id: 'added' }) },
  { operation: 'DeleteProducts', as: 'ADMIN', variables: () => ({ ids: ['added', 'never there'] }) },
  { ...search('zyxophone'), until: ({ search: { totalCount } }) => totalCount === 0 },
  { operation: 'UpsertProducts', as: 'MERCHANDISER', variables: () => ({ products: [] }) },
  { operation: 'Health', as: 'MERCHANDISER' },
  { operation: 'Replay', as: 'MERCHANDISER', variables: (answers) => ({ ids: [answers.get('Health').quarantine.edges[0].node.id] }) },
  { operation: 'Models', as: 'MERCHANDISER' },
  { operation: 'ActivateModel', as: 'ADMIN', variables: (answers) => ({ version: answers.get('Models').models[1].version }) },
  { operation: 'ActivateModel', as: 'ADMIN', variables: (answers) => ({ version: answers.get('Models').models[0].version }) },
  { operation: 'ActivateModel', as: 'ADMIN', variables: () => ({ version: 'nothing' }) },
];

describe.skipIf(SERVERS_WORLD === null)('five processes over HTTP, and one process, on the same stores', () => {
  let sample: SampleShop;
  let cluster: Cluster;
  let schema: GraphQLSchema;
  let one: Side;
  let five: Side;

  beforeAll(async () => {
    sample = await startSampleShop({ overHttp: false, now: () => NOW_MS, world: SERVERS_WORLD! });
    cluster = await startCluster({
      dataDir: sample.dataDir,
      environment: { ...sample.environment, AISLE_PATIENCE: '20', AISLE_LOG_LEVEL: 'error', FROZEN_AT: String(NOW_MS) },
      nodeArgs: ['--import', join(import.meta.dirname, '../support/frozen-clock.ts')],
    });
    await cluster.ready();
    const visitors = new Map<string, string>();
    one = { name: 'one', url: sample.door.url, answers: new Map(), visitors };
    five = { name: 'five', url: cluster.urls.gateway, answers: new Map(), visitors };
    schema = buildClientSchema((await sample.send({ query: getIntrospectionQuery() })).data);
  }, 600_000);
  afterAll(async () => {
    await cluster?.[Symbol.asyncDispose]();
    await sample?.[Symbol.asyncDispose]();
  });

  function queryOf(operation: string): string | null {
    for (const [file, document] of contractDocuments()) {
      const found = document.definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION && node.name?.value === operation);
      if (found) return coveredPart(file, operation, schema).query;
    }
    throw new Error(`The contract has no operation ${operation}.`);
  }

  const isRead = ({ operation, query = queryOf(operation)! }: Step): boolean => !query.startsWith('mutation');

  async function ask(side: Side, { operation, as, variables, query = queryOf(operation)! }: Step): Promise<string> {
    const token = as === undefined || as === 'visitor' || as === 'own visitor' ? null : await sample.token(as);
    const who = as === 'own visitor' ? `${side.name}'s visitor` : as;
    const visitor = token !== null || who === undefined ? undefined : side.visitors.get(who);
    const response = await fetch(`${side.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(visitor !== undefined && { 'x-visitor-id': visitor }),
      },
      body: JSON.stringify({ query, operationName: operation, variables: variables?.(side.answers, side) ?? {} }),
    });
    const issued = response.headers.get('x-visitor-id');
    if (who !== undefined && issued !== null) side.visitors.set(who, issued);
    const text = await response.text();
    const { data } = JSON.parse(text) as { data: Data };
    if (data != null && Object.values(data).every((value) => value !== null)) side.answers.set(operation, data);
    return `${response.status} ${withoutIdsAndTimes(text, issued ?? visitor ?? '.')}`;
  }

  const answerTo = async (side: Side, step: Step): Promise<string> => {
    let answer = await ask(side, step);
    while (step.until !== undefined && !step.until(side.answers.get(step.operation))) answer = await ask(side, step);
    return answer;
  };

  /** Both are on the same stores, but learn within a second what was recorded at the other: a read that differs is asked again of both. */
  const agree = (step: Step): Promise<void> =>
    vi.waitFor(
      async () => {
        const expected = await answerTo(one, step);
        expect(expected).not.toMatch(FAILURE);
        expect(await answerTo(five, step)).toBe(expected);
      },
      { timeout: 20_000, interval: 200 },
    );

  it.each([
    ['to whoever reads', [READS]],
    ['to whoever records what they do', [TRACK]],
    // Step by step: what one side shows a visitor the other exports, too.
    ['to a visitor of whom something is known, until it is erased', OF_A_VISITOR.map((step) => [step])],
    ['to a merchandiser', [OF_A_MERCHANDISER]],
    ['to an admin', [OF_AN_ADMIN]],
  ])('give byte-identical answers, ids and times aside, %s', async (_whom, turns) => {
    await agree({ operation: 'Home' });
    for (const steps of turns) {
      const expected: string[] = [];
      for (const step of steps) expected.push(await answerTo(one, step));
      expect(expected.filter((answer) => FAILURE.test(answer))).toEqual([]);
      for (const [place, step] of steps.entries()) {
        const got = await answerTo(five, step);
        if (got !== expected[place] && isRead(step)) await agree(step);
        else expect(got, `${place}: ${step.operation} as ${step.as ?? 'nobody'}`).toBe(expected[place]);
      }
    }
  }, 120_000);

  it('were asked every operation of the contract that the API has', () => {
    const asked = new Set([READS, TRACK, OF_A_VISITOR, OF_A_MERCHANDISER, OF_AN_ADMIN].flat().map(({ operation }) => operation));
    const all = [...contractDocuments().values()].flatMap(({ definitions }) => definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.name!.value] : [])));
    expect(all.filter((operation) => !asked.has(operation) && queryOf(operation) !== null)).toEqual([]);
  });

  it('say nothing of what went wrong, and end in order', async () => {
    for (const [name, running] of cluster.processes) expect([name, running.errors()]).toEqual([name, '']);
    for (const [name, running] of [...cluster.processes].toReversed()) expect([name, await running.stop()]).toEqual([name, 0]);
  });
});
