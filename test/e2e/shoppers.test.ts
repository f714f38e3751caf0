import { print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVisitorIds } from '../../gateway/identity/visitor-ids.ts';
import type { Role } from '../../schema/identity.ts';
import { contractDocuments } from './support/contract-operation.ts';
import { WORLDS } from '../support/worlds.ts';
import { type ClientAnswer, type SampleShop, startSampleShop } from './support/start-sample-shop.ts';

const OPERATIONS = separateOperations(contractDocuments().get('shop')!);

/** Someone with a token, a visitor id, or both. */
interface Client {
  readonly role?: Exclude<Role, 'ANONYMOUS'>;
  readonly visitor?: string;
}

const view = (id: string, more: object = {}) => ({ id, type: 'VIEW', productId: 'p1', at: new Date().toISOString(), ...more });

describe.each(WORLDS)('a shopper of a shop that is $name', (world) => {
  let sample: SampleShop;
  beforeAll(async () => {
    sample = await startSampleShop({ overHttp: false, world });
  }, 600_000);
  afterAll(() => sample?.[Symbol.asyncDispose]());

  const send = async ({ role, visitor }: Client, query: string, more: { operationName?: string; variables?: Record<string, unknown> } = {}): Promise<ClientAnswer> => {
    const answer = await sample.send({
      query,
      ...more,
      ...(role === undefined ? {} : { token: await sample.token(role) }),
      ...(visitor === undefined ? {} : { headers: { 'x-visitor-id': visitor } }),
    });
    expect(answer.errors).toEqual([]);
    return answer;
  };
  /** An operation of the contract, unchanged. */
  const run = (client: Client, operationName: string, variables: Record<string, unknown> = {}) => send(client, print(OPERATIONS[operationName]!), { operationName, variables });
  const exported = async (client: Client) => JSON.parse((await run(client, 'Export')).data.exportMyData.json);
  const newVisitor = async (): Promise<string> => (await send({}, '{ __typename }')).headers.get('x-visitor-id')!;

  it('is recorded as a visitor from the very first request on', async () => {
    const first = await run({}, 'Track', { events: [view('e1')] });
    expect(first.data.recordEvents).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    const visitor = first.headers.get('x-visitor-id')!;
    const second = await run({ visitor }, 'Track', { events: [view('e1'), view('e2', { at: '2001-01-01T00:00:00Z' })] });
    expect(second.data.recordEvents).toMatchObject({ accepted: 0, duplicates: 1, rejected: [{ index: 1, code: 'TOO_OLD' }] });
    expect(second.headers.get('x-visitor-id')).toBeNull();
    const { me } = (await send({ visitor }, '{ me { id anonymous roles preferences { personalization locale } } }')).data;
    expect(me).toEqual({ id: visitor.split('.')[0], anonymous: true, roles: [], preferences: { personalization: true, locale: null } });
    expect((await exported({ visitor })).events).toMatchObject([{ id: 'e1' }]);
  });

  it('keeps at sign-in what they did before, in the very request that signs in', async () => {
    const visitor = await newVisitor();
    await run({ visitor }, 'Track', { events: [view('before'), view('hidden', { type: 'HIDE', productId: 'p2' })] });
    await run({ role: 'SHOPPER' }, 'Track', { events: [view('known already')] });
    const { data } = await run({ visitor }, 'Search', { query: 'red lamp', first: 3 });
    const { events, servedLists } = await exported({ role: 'SHOPPER', visitor });
    expect(events.map(({ id }: { id: string }) => id)).toEqual(['before', 'hidden', 'known already']);
    expect(servedLists).toMatchObject([{ listId: data.search.id, kind: 'SEARCH', query: 'red lamp', shopper: 'user:shopper@test' }]);
    expect((await exported({ visitor })).events).toEqual([]);
    const state = await sample.shop.shoppers.stateOf({ role: 'SHOPPER', userId: 'shopper@test', visitorId: null }, new AbortController().signal);
    expect(state.hidden).toEqual(new Set(['p2']));
  });

  it('gives nothing away to a guessed visitor id, nor to the second who signs in on a device', async () => {
    const visitor = await newVisitor();
    await run({ visitor }, 'Track', { events: [view('private')] });
    const [id] = visitor.split('.');
    for (const guess of [id!, `${id}.${'A'.repeat(22)}`, createVisitorIds('a secret that nobody configured').issue().header]) {
      expect((await exported({ role: 'ANALYST', visitor: guess })).events).toEqual([]);
    }
    expect((await exported({ role: 'MERCHANDISER', visitor })).events).toMatchObject([{ id: 'private' }]);
    await run({ visitor }, 'Track', { events: [view('later, as someone else')] });
    expect((await exported({ role: 'ANALYST', visitor })).events).toEqual([]);
  });

  it('can stop being personalised, have all that is known, and have it deleted', async () => {
    const visitor = await newVisitor();
    await run({ visitor }, 'Track', { events: [view('e1'), view('e2')] });
    const client: Client = { role: 'ADMIN', visitor };
    const stopped = await run(client, 'StopPersonalizing');
    expect(stopped.data.updatePreferences.me.preferences).toEqual({ personalization: false, locale: null });
    const identity = { role: 'ADMIN', userId: 'admin@test', visitorId: null } as const;
    expect(await sample.shop.shoppers.stateOf(identity, new AbortController().signal)).toMatchObject({ shopper: null, sequence: [] });

    expect(await exported(client)).toMatchObject({ preferences: { personalization: false }, visitors: [`visitor:${visitor.split('.')[0]}`], events: [{ id: 'e1' }, { id: 'e2' }] });
    expect((await run(client, 'Erase')).data.eraseMyData).toEqual({ erasedEvents: 2 });
    expect(await exported(client)).toMatchObject({ preferences: { personalization: true }, visitors: [], events: [], servedLists: [], embeddings: [] });
    expect((await run(client, 'Track', { events: [view('e1')] })).data.recordEvents.accepted).toBe(1);
  });

  it('is told by name what is wrong with a whole call', async () => {
    const query = 'mutation ($events: [EventInput!]!) { recordEvents(events: $events) { accepted } }';
    const many = await sample.send({ query, variables: { events: Array.from({ length: 501 }, (_, i) => view(`e${i}`)) } });
    expect(many.errors[0]).toMatchObject({ message: expect.stringContaining('events: expected at most 500'), extensions: { code: 'BAD_USER_INPUT' } });
    const noTime = await sample.send({ query, variables: { events: [view('e1', { at: 'yesterday' })] } });
    expect(noTime.errors[0]).toMatchObject({ message: expect.stringContaining('events[0].at'), extensions: { code: 'BAD_USER_INPUT' } });
  });
});
