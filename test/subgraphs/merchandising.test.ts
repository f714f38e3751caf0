import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Discovery, RankingModels } from '../../discovery/index.ts';
import { createRecommendationsSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import type { RuleInput } from '../../subgraphs/generated/recommendations.ts';
import { type MerchandisingShop, openMerchandisingShop } from './merchandising-shop.ts';
import { productOf } from './products.ts';
import { plain, recordingLog, run } from './support.ts';

const RULE = `id version name status priority updatedBy updatedAt
  condition { query { text mode } filters { field values min max } segmentIds locale strategies }
  actions { kind filters { field values min max } productIds factor position url text imageUrl } schedule { startsAt endsAt }
  history { version name at by change snapshot }`;
const ERRORS = 'userErrors { path code message }';

let shop: MerchandisingShop;
let subgraph: Subgraph;
beforeEach(async () => {
  shop = await openMerchandisingShop([productOf('k1'), productOf('k2', { brand: 'Other' })]);
  // Nothing here searches or ranks.
  subgraph = createRecommendationsSubgraph({ discovery: {} as Discovery, models: {} as RankingModels, merchandising: shop.merchandising, log: recordingLog() });
});
afterEach(() => shop[Symbol.asyncDispose]());

// oxlint-disable-next-line typescript/no-explicit-any -- an answer has the shape of its query
type Answer = { readonly data?: any; readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] };

const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  plain<Answer>(await run(subgraph, query, { variables, role: 'MERCHANDISER' }));
const create = async (input: unknown): Promise<Answer> =>
  ask(`mutation ($input: RuleInput!) { createRule(input: $input) { rule { ${RULE} } ${ERRORS} } }`, { input });
const update = (id: string, ifVersion: number, input: unknown) =>
  ask(`mutation ($id: ID!, $ifVersion: Int!, $input: RuleInput!) { updateRule(id: $id, ifVersion: $ifVersion, input: $input) { rule { ${RULE} } ${ERRORS} } }`, { id, ifVersion, input });

const redirect = { redirect: { url: '/sale' } };
const input = (change: Partial<RuleInput> = {}): RuleInput => ({ name: 'A rule', condition: { query: { text: 'kettle' } }, actions: [redirect], ...change });

/** One of everything. */
const WHOLE: RuleInput = {
  name: 'Summer',
  status: 'DRAFT',
  priority: 7,
  condition: {
    query: { text: 'red kettle', mode: 'EXACT' },
    filters: [{ field: 'brand', values: ['Steamy'] }, { field: 'price', range: { min: 100, max: null } }],
    segmentIds: ['new', 'buyers:home'],
    locale: 'en-GB',
    strategies: [],
  },
  actions: [
    { boost: { target: { productIds: ['k1'], filters: [] }, factor: 1.5 } },
    { bury: { target: { productIds: [], filters: [{ field: 'attributes.colour', values: ['red'] }] }, factor: 0.5 } },
    { pin: { productId: 'k2', filters: [{ field: 'category', values: ['home'] }], position: 3 } },
    { hide: { productIds: ['k1'], filters: [] } },
    { only: { productIds: ['k1', 'k2'], filters: [] } },
    { redirect: { url: 'https://shop.test/sale' } },
    { banner: { title: 'Sale', url: '/sale', imageUrl: null } },
    { replaceQuery: { text: 'kettle' } },
  ],
  schedule: { startsAt: '2026-06-01T00:00:00.000Z', endsAt: '2026-07-01T00:00:00.000Z' },
};

describe('a rule', () => {
  it('is given back as written, in every field', async () => {
    const { data, errors } = await create(WHOLE);
    expect(errors).toBeUndefined();
    const { rule } = data.createRule;
    expect(data.createRule.userErrors).toEqual([]);
    expect(rule).toMatchObject({
      id: 'id-1',
      version: 1,
      status: 'DRAFT',
      priority: 7,
      updatedBy: 'a-merchandiser',
      updatedAt: '2026-06-01T00:00:00.000Z',
      condition: { ...WHOLE.condition, filters: [{ field: 'brand', values: ['Steamy'], min: null, max: null }, { field: 'price', values: [], min: 100, max: null }] },
      schedule: WHOLE.schedule,
    });
    const nothing = { filters: [], productIds: [], factor: null, position: null, url: null, text: null, imageUrl: null };
    expect(rule.actions).toEqual([
      { ...nothing, kind: 'BOOST', productIds: ['k1'], factor: 1.5 },
      { ...nothing, kind: 'BURY', filters: [{ field: 'attributes.colour', values: ['red'], min: null, max: null }], factor: 0.5 },
      { ...nothing, kind: 'PIN', productIds: ['k2'], filters: [{ field: 'category', values: ['home'], min: null, max: null }], position: 3 },
      { ...nothing, kind: 'HIDE', productIds: ['k1'] },
      { ...nothing, kind: 'ONLY', productIds: ['k1', 'k2'] },
      { ...nothing, kind: 'REDIRECT', url: 'https://shop.test/sale' },
      { ...nothing, kind: 'BANNER', text: 'Sale', url: '/sale' },
      { ...nothing, kind: 'REPLACE_QUERY', text: 'kettle' },
    ]);
    expect(JSON.parse(rule.history[0].snapshot)).toEqual(WHOLE);
    const again = await create(JSON.parse(rule.history[0].snapshot));
    expect(again.data.createRule.rule.history[0].snapshot).toBe(rule.history[0].snapshot);
  });

  it('is ACTIVE with priority 0 where nothing is said, and keeps both on update', async () => {
    const created = (await create(input())).data.createRule.rule;
    expect(created).toMatchObject({ status: 'ACTIVE', priority: 0, condition: { query: { mode: 'PHRASE' } } });
    await update('id-1', 1, input({ status: 'PAUSED', priority: 3 }));
    const { rule } = (await update('id-1', 2, input({ name: 'Renamed' }))).data.updateRule;
    expect(rule).toMatchObject({ version: 3, name: 'Renamed', status: 'PAUSED', priority: 3 });
  });

  it('is changed by one of two editors; the other is told, and loses nothing', async () => {
    await create(input());
    const answers = await Promise.all(['one', 'two'].map((name) => update('id-1', 1, input({ name }))));
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused).toMatchObject([{ data: { updateRule: null }, errors: [{ message: expect.stringContaining('expected 2'), extensions: { code: 'CONFLICT' } }] }]);
    const { data } = await ask(`{ rule(id: "id-1") { version history { version } } }`);
    expect(data.rule).toEqual({ version: 2, history: [{ version: 1 }, { version: 2 }] });
  });

  it('goes back to any version exactly, from deletion too', async () => {
    const first = (await create(WHOLE)).data.createRule.rule;
    await update('id-1', 1, input({ name: 'Other' }));
    await ask('mutation { setRuleStatus(id: "id-1", ifVersion: 2, status: PAUSED) { rule { version } } }');
    const gone = await ask('mutation { deleteRule(id: "id-1", ifVersion: 3) { deletedId userErrors { code } } }');
    expect(gone.data.deleteRule).toEqual({ deletedId: 'id-1', userErrors: [] });
    expect((await ask('{ rule(id: "id-1") { id } rules { totalCount } }')).data).toEqual({ rule: null, rules: { totalCount: 0 } });
    const back = await ask(`mutation { revertRule(id: "id-1", ifVersion: 3, toVersion: 1) { rule { ${RULE} } } }`);
    const { rule } = back.data.revertRule;
    expect(rule).toMatchObject({ version: 5, condition: first.condition, actions: first.actions, schedule: first.schedule, name: 'Summer', status: 'DRAFT' });
    expect(rule.history.map(({ change }: { change: string }) => change)).toEqual(['created', 'updated', 'status set to PAUSED', 'deleted', 'reverted to version 1']);
    expect(rule.history[4].snapshot).toBe(rule.history[0].snapshot);
  });

  it('that is not there is NOT_FOUND', async () => {
    const edits = [
      'updateRule(id: "no", ifVersion: 1, input: { name: "a", condition: {}, actions: [{ redirect: { url: "/" } }] }) { rule { id } }',
      'setRuleStatus(id: "no", ifVersion: 1, status: PAUSED) { rule { id } }',
      'revertRule(id: "no", ifVersion: 1, toVersion: 1) { rule { id } }',
      'deleteRule(id: "no", ifVersion: 1) { deletedId }',
      'deleteSynonyms(id: "no", ifVersion: 1) { deletedId }',
    ];
    for (const edit of edits) expect((await ask(`mutation { ${edit} }`)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await ask('{ rule(id: "no") { id } }')).data).toEqual({ rule: null });
  });

  const faults: readonly (readonly [what: string, input: RuleInput, path: string, code: string])[] = [
    ['no name', input({ name: ' ' }), 'name', 'BLANK'],
    ['a long name', input({ name: 'x'.repeat(201) }), 'name', 'TOO_LONG'],
    ['a huge priority', input({ priority: 1_000_001 }), 'priority', 'OUT_OF_RANGE'],
    ['no action', input({ actions: [] }), 'actions', 'REQUIRED'],
    ['51 actions', input({ actions: Array.from({ length: 51 }, () => redirect) }), 'actions', 'TOO_MANY'],
    ['an action of two kinds', input({ actions: [redirect, { ...redirect, hide: { productIds: ['a'] } }] }), 'actions.1', 'ONLY_ONE'],
    ['an action of no kind', input({ actions: [{}] }), 'actions.0', 'ONLY_ONE'],
    ['a boost of 1', input({ actions: [{ boost: { target: { productIds: ['a'] }, factor: 1 } }] }), 'actions.0.boost.factor', 'OUT_OF_RANGE'],
    ['a bury of 0', input({ actions: [{ bury: { target: { productIds: ['a'] }, factor: 0 } }] }), 'actions.0.bury.factor', 'OUT_OF_RANGE'],
    ['a bury of 1', input({ actions: [{ bury: { target: { productIds: ['a'] }, factor: 1 } }] }), 'actions.0.bury.factor', 'OUT_OF_RANGE'],
    ['a target of nothing', input({ actions: [{ only: {} }] }), 'actions.0.only', 'REQUIRED'],
    ['1,001 products', input({ actions: [{ hide: { productIds: Array.from({ length: 1_001 }, String) } }] }), 'actions.0.hide.productIds', 'TOO_MANY'],
    ['a pin of nothing', input({ actions: [{ pin: { position: 1 } }] }), 'actions.0.pin', 'REQUIRED'],
    ['a pin at 0', input({ actions: [{ pin: { productId: 'a', position: 0 } }] }), 'actions.0.pin.position', 'OUT_OF_RANGE'],
    ['an unknown field', input({ actions: [{ hide: { filters: [{ field: 'colour', values: ['red'] }] } }] }), 'actions.0.hide.filters.0.field', 'FILTER_INVALID'],
    ['values and range', input({ condition: { filters: [{ field: 'price', values: ['1'], range: {} }] } }), 'condition.filters.0', 'FILTER_INVALID'],
    ['min above max', input({ condition: { filters: [{ field: 'brand', values: ['a'] }, { field: 'price', range: { min: 2, max: 1 } }] } }), 'condition.filters.1.range', 'FILTER_INVALID'],
    ['a query without words', input({ condition: { query: { text: '!?' } } }), 'condition.query.text', 'NO_WORDS'],
    ['no language', input({ condition: { locale: 'klingon!' } }), 'condition.locale', 'LOCALE_INVALID'],
    ['a query on lists', input({ condition: { query: { text: 'a' }, strategies: ['SIMILAR'] }, actions: [{ hide: { productIds: ['a'] } }] }), 'condition.query', 'NOT_ALLOWED'],
    ['a redirect on lists', input({ condition: { strategies: ['SIMILAR'] } }), 'actions.0.redirect', 'NOT_ALLOWED'],
    ['an address that runs', input({ actions: [{ redirect: { url: 'javascript:alert(1)' } }] }), 'actions.0.redirect.url', 'URL_INVALID'],
    ['an address of another host in disguise', input({ actions: [{ redirect: { url: '//evil.test' } }] }), 'actions.0.redirect.url', 'URL_INVALID'],
    ['an end before its start', input({ schedule: { startsAt: '2026-01-02T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' } }), 'schedule.endsAt', 'SCHEDULE_EMPTY'],
    ['a control character', input({ actions: [{ banner: { title: 'a\u0000b' } }] }), 'actions.0.banner.title', 'CONTROL_CHARACTER'],
  ];
  it.each(faults)('with %s is refused with the path, and nothing is stored', async (_what, wrong, path, code) => {
    const { data, errors } = await create(wrong);
    expect(errors).toBeUndefined();
    expect(data.createRule).toEqual({ rule: null, userErrors: [{ path: ['input', ...path.split('.')], code, message: expect.stringMatching(/^Expected .+ got /) }] });
    expect((await ask('{ rules { totalCount } auditLog { edges { cursor } } }')).data).toEqual({ rules: { totalCount: 0 }, auditLog: { edges: [] } });
  });

  it('is refused with all its faults at once', async () => {
    const { data } = await create({ name: '', condition: {}, actions: [{}, { boost: { target: {}, factor: 0 } }] });
    expect(data.createRule.userErrors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(['input.name', 'input.actions.0', 'input.actions.1.boost.factor', 'input.actions.1.boost.target']);
  });
});

describe('rules', () => {
  const names = async (args: string): Promise<readonly string[]> => {
    const { data } = await ask(`{ rules${args} { edges { node { name } } } }`);
    return data.rules.edges.map(({ node }: { node: { name: string } }) => node.name);
  };

  it('are listed in the order in which they have their say, page by page', async () => {
    for (const [name, priority] of [['a', 0], ['b', 5], ['c', -1], ['d', 5], ['e', 2]] as const) await create(input({ name, priority }));
    expect(await names('')).toEqual(['b', 'd', 'e', 'a', 'c']);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data }: Answer = await ask('query ($after: String) { rules(first: 2, after: $after) { totalCount edges { node { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } }', { after });
      seen.push(...data.rules.edges.map(({ node }: { node: { name: string } }) => node.name));
      expect(data.rules).toMatchObject({ totalCount: 5, pageInfo: { hasPreviousPage: after !== null } });
      if (!data.rules.pageInfo.hasNextPage) break;
      after = data.rules.pageInfo.endCursor;
    }
    expect(seen).toEqual(['b', 'd', 'e', 'a', 'c']);
    for (const cursor of ['made up', '', 'W10', Buffer.from('[1,2]').toString('base64url')]) {
      expect((await ask('query ($after: String) { rules(after: $after) { totalCount } }', { after: cursor })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('are found by status, by the search and by the product they touch now', async () => {
    const hide = (target: NonNullable<RuleInput['actions'][number]['hide']>): RuleInput['actions'] => [{ hide: target }];
    await create(input({ name: 'kettle', actions: hide({ filters: [{ field: 'brand', values: ['steamy'] }] }) }));
    await create(input({ name: 'any', condition: {}, actions: hide({ productIds: ['k2'] }) }));
    await create(input({ name: 'lamp', condition: { query: { text: 'lamp' } }, actions: hide({ productIds: ['k1'] }) }));
    await create(input({ name: 'paused', status: 'PAUSED' }));
    await create(input({ name: 'past', schedule: { endsAt: '2026-05-31T00:00:00Z' }, actions: hide({ productIds: ['k1'] }) }));
    expect(await names('(status: PAUSED)')).toEqual(['paused']);
    expect(await names('(query: "red Kettles")')).toEqual(['kettle', 'any']);
    expect(await names('(query: "kettle", status: PAUSED)')).toEqual(['paused']);
    expect(await names('(productId: "k1")')).toEqual(['kettle', 'lamp']);
    expect(await names('(productId: "k2")')).toEqual(['any']);
    expect(await names('(productId: "k1", query: "lamp")')).toEqual(['lamp']);
    expect(await names('(productId: "unknown")')).toEqual([]);
  });
});

describe('synonyms', () => {
  const SYNONYM = 'id version kind terms expandsTo locale';
  const set = async (input: unknown): Promise<Answer> => ask(`mutation ($input: SynonymInput!) { setSynonyms(input: $input) { synonym { ${SYNONYM} } ${ERRORS} } }`, { input });

  it('are set, replaced, listed and deleted', async () => {
    const sofa = { kind: 'EQUIVALENT', terms: ['sofa', 'couch'], locale: 'en' };
    expect((await set(sofa)).data.setSynonyms).toEqual({ synonym: { id: 'id-1', version: 1, ...sofa, expandsTo: [] }, userErrors: [] });
    const phone = { kind: 'ONE_WAY', terms: ['handset'], expandsTo: ['phone', 'cell phone'] };
    await set(phone);
    expect((await set({ ...sofa, id: 'id-1', ifVersion: 1, terms: ['sofa', 'settee'] })).data.setSynonyms.synonym).toMatchObject({ version: 2, terms: ['sofa', 'settee'] });
    expect((await set({ ...sofa, id: 'id-1', ifVersion: 1 })).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    const { data } = await ask(`{ synonyms { edges { cursor node { ${SYNONYM} } } pageInfo { hasNextPage } } }`);
    expect(data.synonyms.edges.map(({ node }: { node: { terms: string[] } }) => node.terms[0])).toEqual(['handset', 'sofa']);
    expect((await ask('mutation { deleteSynonyms(id: "id-1", ifVersion: 2) { deletedId } }')).data.deleteSynonyms.deletedId).toBe('id-1');
    expect((await ask('{ synonyms { edges { node { id } } } }')).data.synonyms.edges).toEqual([{ node: { id: 'id-2' } }]);
  });

  it.each([
    ['one term alone', { kind: 'EQUIVALENT', terms: ['sofa'] }, 'terms', 'REQUIRED'],
    ['a term twice', { kind: 'EQUIVALENT', terms: ['sofa', 'couch', 'Sofas'] }, 'terms.2', 'REPEATED'],
    ['an expansion of equals', { kind: 'EQUIVALENT', terms: ['sofa', 'couch'], expandsTo: ['bed'] }, 'expandsTo', 'NOT_ALLOWED'],
    ['nothing to find', { kind: 'ONE_WAY', terms: ['sofa'] }, 'expandsTo', 'REQUIRED'],
    ['a blank term', { kind: 'ONE_WAY', terms: [' '], expandsTo: ['bed'] }, 'terms.0', 'BLANK'],
    ['an id without version', { kind: 'ONE_WAY', id: 'x', terms: ['a'], expandsTo: ['b'] }, 'ifVersion', 'REQUIRED'],
  ])('with %s are refused', async (_what, wrong, path, code) => {
    expect((await set(wrong)).data.setSynonyms).toMatchObject({ synonym: null, userErrors: expect.arrayContaining([{ path: ['input', ...path.split('.')], code, message: expect.any(String) }]) });
  });
});

describe('the audit log', () => {
  it('says who did what, with before and after as inputs', async () => {
    await create(input());
    await update('id-1', 1, input({ name: 'Renamed' }));
    await ask('mutation { setSynonyms(input: { kind: EQUIVALENT, terms: ["sofa", "couch"] }) { synonym { id } } }');
    await ask('mutation { deleteRule(id: "id-1", ifVersion: 2) { deletedId } }');
    const { data } = await ask('{ auditLog(first: 3) { edges { cursor node { at actor action subjectId before after } } pageInfo { hasNextPage endCursor } } }');
    const entries = data.auditLog.edges.map(({ node }: { node: object }) => node);
    expect(entries).toMatchObject([
      { at: '2026-06-01T00:00:00.000Z', actor: 'a-merchandiser', action: 'deleteRule', subjectId: 'id-1', after: null },
      { action: 'setSynonyms', subjectId: 'id-2', before: null },
      { action: 'updateRule', subjectId: 'id-1' },
    ]);
    expect(JSON.parse(entries[2].before)).toMatchObject({ name: 'A rule' });
    expect(JSON.parse(entries[2].after)).toMatchObject({ name: 'Renamed', status: 'ACTIVE' });
    expect(JSON.parse(entries[0].before)).toEqual(JSON.parse(entries[2].after));
    expect(data.auditLog.pageInfo.hasNextPage).toBe(true);
    const rest = await ask('query ($after: String) { auditLog(subjectId: "id-1", after: $after) { edges { node { action } } } }', { after: data.auditLog.pageInfo.endCursor });
    expect(rest.data.auditLog.edges).toEqual([{ node: { action: 'createRule' } }]);
  });
});

describe('roles', () => {
  it.each(['rule(id: "a") { id }', 'rules { totalCount }', 'synonyms { edges { cursor } }', 'auditLog { edges { cursor } }'])('{ %s } is for merchandisers', async (field) => {
    const codeFor = async (role: 'ANONYMOUS' | 'SHOPPER' | 'ANALYST' | 'MERCHANDISER' | 'ADMIN') => plain<Answer>(await run(subgraph, `{ ${field} }`, { role })).errors?.[0]!.extensions.code;
    expect(await Promise.all((['ANONYMOUS', 'SHOPPER', 'ANALYST', 'MERCHANDISER', 'ADMIN'] as const).map(codeFor))).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', undefined, undefined]);
  });

  it('hold for every mutation, before anything else is looked at', async () => {
    const mutations = [
      'createRule(input: { name: "", condition: {}, actions: [] }) { rule { id } }',
      'updateRule(id: "a", ifVersion: 1, input: { name: "", condition: {}, actions: [] }) { rule { id } }',
      'setRuleStatus(id: "a", ifVersion: 1, status: PAUSED) { rule { id } }',
      'revertRule(id: "a", ifVersion: 1, toVersion: 1) { rule { id } }',
      'deleteRule(id: "a", ifVersion: 1) { deletedId }',
      'setSynonyms(input: { kind: EQUIVALENT, terms: [] }) { synonym { id } }',
      'deleteSynonyms(id: "a", ifVersion: 1) { deletedId }',
    ];
    for (const mutation of mutations) {
      expect(plain(await run(subgraph, `mutation { ${mutation} }`, { role: 'ANALYST' }))).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
  });
});

describe('the limit of active rules', () => {
  it('is kept by every way to make one active, and leaves drafts alone', async () => {
    const { content } = (await shop.merchandising.createRule(input(), 'mia', new AbortController().signal)).value!;
    for (let number = 0; number < 9_999; number++) await shop.store.rules.create(`r${number}` as never, content, 'mia');
    await ask('{ rules(first: 1) { totalCount } }');
    const refused = [{ path: ['input', 'status'], code: 'TOO_MANY', message: 'Expected at most 10000 active rules, got one more.' }];
    expect((await create(input())).data.createRule).toEqual({ rule: null, userErrors: refused });
    const draft = (await create(input({ status: 'DRAFT' }))).data.createRule.rule;
    const activated = await ask(`mutation { setRuleStatus(id: "${draft.id}", ifVersion: 1, status: ACTIVE) { rule { id } ${ERRORS} } }`);
    expect(activated.data.setRuleStatus.userErrors).toMatchObject([{ path: ['status'], code: 'TOO_MANY' }]);
    expect((await update('id-1', 1, input({ name: 'Renamed' }))).data.updateRule.rule.name).toBe('Renamed');
  }, 30_000);
});
