import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { print, Kind } from 'graphql';
import { contractDocuments } from './support/contract-operation.ts';
import { WORLDS } from '../support/worlds.ts';
import { walkThrough } from './walkthrough/walk-through.ts';
import { type ClientAnswer, type SampleShop, startSampleShop } from './support/start-sample-shop.ts';

/*
 * The operations of the contract's merchandiser.graphql, as they stand, on the sample shop behind its gateway.
 */
describe.each(WORLDS)('the merchandiser of a shop that is $name', (world) => {
  let sample: SampleShop;
  let token: string;
  beforeEach(async () => {
    sample = await startSampleShop({ overHttp: true, world });
    token = await sample.token('MERCHANDISER');
  }, 600_000);
  afterEach(() => sample?.[Symbol.asyncDispose]());

  /** Sends one operation with the whole file's fragments it uses. */
  async function run(name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<ClientAnswer['data']> {
    const document = contractDocuments().get('merchandiser')!;
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION && node.name?.value === name)!;
    const text = print(operation);
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION && text.includes(`...${node.name.value}`));
    const { data, errors } = await sample.send({ query: [text, ...fragments.map((node) => print(node))].join('\n'), operationName: name, variables, token });
    expect(errors).toEqual([]);
    return data;
  }

  const search = async (query: string): Promise<readonly string[]> => {
    const { data } = await sample.send({ query: 'query ($q: String!) { search(query: $q, first: 10) { edges { node { id } } } }', variables: { q: query } });
    return data.search.edges.map(({ node }: { node: { id: string } }) => node.id);
  };

  it('runs the rule, synonym, audit and health operations unchanged, each seen in the next search', async () => {
    const before = await search('headphones');
    const input = {
      name: 'Pin the tenth',
      condition: { query: { text: 'headphones', mode: 'EXACT' } },
      actions: [{ pin: { productId: before[9], position: 1 } }],
      schedule: { startsAt: '2020-01-01T00:00:00Z' },
    };
    const preview = await run('Preview', { query: 'headphones', drafts: [{ rule: input }], at: null });
    expect(preview.previewSearch.after.edges[0]).toMatchObject({ position: 1, node: { id: before[9] }, explanation: { rules: [{ ruleId: 'draft:0', action: 'PIN', contribution: null }] } });
    expect(preview.previewSearch.moves[0]).toMatchObject({ product: { id: before[9] }, from: 10, to: 1, rules: [{ ruleId: 'draft:0', action: 'PIN' }] });
    expect(await search('headphones')).toEqual(before);

    const created = await run('CreateRule', { input });
    expect(created.createRule.userErrors).toEqual([]);
    const { id } = created.createRule.rule;
    expect(await search('headphones')).toEqual([before[9], ...before.slice(0, 9)]);
    expect((await run('Rules', { status: 'ACTIVE', query: 'headphones', productId: before[9] })).rules).toMatchObject({ totalCount: 1, edges: [{ node: { id, version: 1 } }] });

    const updated = await run('UpdateRule', { id, ifVersion: 1, input: { ...input, actions: [{ hide: { productIds: [before[0]] } }] } });
    expect(updated.updateRule.rule).toMatchObject({ version: 2, actions: [{ kind: 'HIDE', productIds: [before[0]] }] });
    expect(await search('headphones')).not.toContain(before[0]);
    expect((await run('PauseRule', { id, ifVersion: 2 })).setRuleStatus.rule).toMatchObject({ version: 3, status: 'PAUSED' });
    expect(await search('headphones')).toEqual(before);
    const reverted = await run('RevertRule', { id, ifVersion: 3, toVersion: 1 });
    expect(reverted.revertRule.rule).toMatchObject({ version: 4, status: 'ACTIVE', actions: [{ kind: 'PIN', position: 1 }] });
    expect(reverted.revertRule.rule.history).toHaveLength(4);
    expect((await run('DeleteRule', { id, ifVersion: 4 })).deleteRule).toEqual({ deletedId: id, userErrors: [] });
    expect(await search('headphones')).toEqual(before);

    expect(await search('zyxophones')).toEqual([]);
    const { setSynonyms } = await run('SetSynonyms', { input: { kind: 'ONE_WAY', terms: ['zyxophones'], expandsTo: ['headphones'] } });
    expect(setSynonyms.synonym).toMatchObject({ version: 1, terms: ['zyxophones'] });
    expect(await search('zyxophones')).toHaveLength(10);
    expect((await run('Synonyms')).synonyms.edges).toMatchObject([{ node: { id: setSynonyms.synonym.id } }]);

    const { auditLog } = await run('Audit', { subjectId: id });
    expect(auditLog.edges.map(({ node }: { node: { action: string } }) => node.action)).toEqual(['deleteRule', 'revertRule', 'setRuleStatus', 'updateRule', 'createRule']);
    expect(auditLog.edges.every(({ node }: { node: { actor: string } }) => node.actor === 'merchandiser@test')).toBe(true);
    expect((await run('Health')).indexHealth.documents).toBeGreaterThan(2_500);
    expect((await run('Models')).models).toBeInstanceOf(Array);
    const who = await run('WhoAmI');
    expect(who.me.roles).toContain('MERCHANDISER');
    expect(who.segments.map((segment: { id: string }) => segment.id)).toEqual(expect.arrayContaining(['new', 'returning', 'buyers:electronics']));
  });

  it('does every step of docs/merchandising-walkthrough.md, and each shows what the page says of it', async () => {
    const walked = await walkThrough(sample);
    expect(walked.length).toBeGreaterThan(10);
    expect(walked.filter(({ shown }) => !shown).map(({ step, data }) => [step.heading, JSON.stringify(data)])).toEqual([]);
  });
});
