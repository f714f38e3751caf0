import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { print, separateOperations } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSecrets } from '../../cli/index.ts';
import { signToken } from '../../gateway/index.ts';
import { objects, runAisle } from '../cli/run-aisle.ts';
import { type AisleProcess, startAisle } from '../support/aisle-process.ts';
import { makePlace, type Place, WORLDS } from '../support/worlds.ts';
import { contractDocuments } from './support/contract-operation.ts';
import { everythingStored } from './support/everything-stored.ts';

const OPERATIONS = separateOperations(contractDocuments().get('shop')!);

interface Credentials {
  readonly token?: string;
  readonly visitor?: string;
}

/** What is found again in any file, document, key or line of the log that has something of the shopper. */
interface Traces {
  readonly visitor: string;
  readonly user: string;
  readonly searched: readonly string[];
  readonly events: readonly string[];
  /** Of the lists that were made for them. */
  readonly lists: readonly string[];
}

describe.each(WORLDS)('who is erased from a shop that is $name', (world) => {
  let place: Place;
  let dataDir: string;
  let shop: AisleProcess;
  let endpoint: string;
  /** What commands have said. */
  let said = '';

  beforeAll(async () => {
    place = makePlace(world);
    dataDir = await mkdtemp(join(tmpdir(), 'aisle-erasure-'));
    // Patient: who must not wait for a busy machine is served as somebody unknown, and logged without a name.
    const environment = { ...place.environment, AISLE_LOG_LEVEL: 'trace', AISLE_PATIENCE: '20' };
    shop = await startAisle(['serve', '--data', dataDir, '--port', '0'], environment, (lines) => {
      endpoint = (lines.find((line) => line['graphql'] !== undefined)?.['graphql'] as string | undefined) ?? '';
      return endpoint !== '';
    });
  }, 180_000);
  afterAll(async () => {
    await shop[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  });

  const sendOnce = async (operation: string, variables: object, who: Credentials) => {
    const query = OPERATIONS[operation] === undefined ? operation : print(OPERATIONS[operation]);
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(who.token !== undefined && { authorization: `Bearer ${who.token}` }),
        ...(who.visitor !== undefined && { 'x-visitor-id': who.visitor }),
      },
      body: JSON.stringify({ query, variables }),
    });
    // oxlint-disable-next-line typescript/no-explicit-any -- an answer has the shape of its query
    const { data, errors } = (await response.json()) as { data: any; errors?: readonly { readonly extensions: { readonly code: string } }[] };
    return { data, errors, issued: response.headers.get('x-visitor-id') };
  };
  /** Again, as clients do, where a busy machine did not answer in time. */
  const send = async (operation: string, variables: object, who: Credentials) => {
    for (;;) {
      const answer = await sendOnce(operation, variables, who);
      if (answer.errors?.[0]?.extensions.code !== 'UNAVAILABLE') return answer;
      await sleep(200);
    }
  };
  const tokenOf = (user: string): Promise<string> =>
    signToken({ role: 'SHOPPER', subject: user, expiresInSeconds: 3_600, secret: loadSecrets(dataDir, {}).token, now: Date.now });

  /** Someone does all that a shopper can do, first as a visitor, then signed in; also what is refused. */
  const liveAs = async (name: string): Promise<Traces> => {
    const user = `subject-of-${name}@7f3a.test`;
    const searched: string[] = [];
    const events: string[] = [];
    const event = (type: string, more: object = {}) => {
      events.push(`event-${events.length}-of-${name}-7f3a`);
      return { id: events.at(-1)!, type, productId: 'p1', at: new Date().toISOString(), ...more };
    };
    /** Until the answer is theirs: where a busy machine could not tell who asks in time, it is everybody's, and logged without a name. */
    const searchAs = async (who: Credentials): Promise<string> => {
      for (let attempt = 0; ; attempt += 1) {
        const query = `lamp for ${name} ${searched.length} ${attempt} 7f3a`;
        const { data, errors } = await send('Search', { query, first: 3 }, who);
        expect(errors).toBeUndefined();
        const { search } = data;
        const next = (await send('Search', { query, first: 3, after: search.pageInfo.endCursor }, who)).data.search;
        if (search.degradations.length + next.degradations.length > 0) continue;
        searched.push(query);
        return search.id;
      }
    };
    const visitor = (await send('{ __typename }', {}, {})).issued!;
    const asVisitor = { visitor };
    const listId = await searchAs(asVisitor);
    await send('Track', { events: [event('IMPRESSION', { listId, position: 1 }), event('CLICK', { listId, position: 1 }), event('HIDE', { productId: 'p2' })] }, asVisitor);
    const signedIn = { visitor, token: await tokenOf(user) };
    await send('Track', { events: [event('VIEW'), event('ADD_TO_CART'), event('PURCHASE', { quantity: 2 }), event('VIEW', { productId: 'p3' })] }, signedIn);
    const again = await searchAs(signedIn);
    await send('Home', {}, signedIn);
    await send('Suggest', { prefix: searched[0]! }, signedIn);
    await send('mutation { updatePreferences(input: { locale: "en-GB" }) { me { id } } }', {}, signedIn);
    // What is refused is told to the log, and must not be told in their words.
    expect((await send('Search', { query: searched[0]!, first: 3, after: `cursor-of-${name}-7f3a` }, signedIn)).errors).toBeDefined();
    await send('Track', { events: [event('VIEW', { at: '2001-01-01T00:00:00Z' })] }, signedIn);
    events.pop();
    const answer = await send('Export', {}, signedIn);
    expect(answer.errors).toBeUndefined();
    const exported = JSON.parse(answer.data.exportMyData.json);
    expect(exported.events).toHaveLength(events.length);
    const lists = exported.servedLists.map((list: { listId: string }) => list.listId) as string[];
    expect(lists).toEqual(expect.arrayContaining([listId, again]));
    return { visitor: visitor.split('.')[0]!, user, searched, events, lists };
  };

  /** Where something of them is found: the trace, and the place. */
  const search = async (traces: Traces): Promise<readonly string[]> => {
    const stored = await everythingStored(place.servers, dataDir);
    const all = [...stored, { where: 'the log', text: shop.errors() }, { where: 'what commands said', text: said }];
    return Object.entries(traces).flatMap(([what, marks]) =>
      [marks].flat().flatMap((mark: string) => all.filter(({ text }) => text.includes(mark)).map(({ where }) => `${what}: ${where}`)),
    );
  };

  const kinds = (found: readonly string[]): ReadonlySet<string> => new Set(found.map((each) => each.split(': ')[0]!));

  it.each([
    [
      'eraseMyData',
      async ({ user }: Traces) => {
        const { data, errors } = await send('Erase', {}, { token: await tokenOf(user) });
        expect({ data, errors }).toMatchObject({ data: { eraseMyData: { erasedEvents: expect.any(Number) } } });
      },
    ],
    [
      'aisle erase',
      async ({ user }: Traces) => {
        const run = await runAisle(['erase', '--user', user, '--data', dataDir, '--json'], { ...place.environment, AISLE_LOG_LEVEL: 'trace' });
        said += run.errors;
        expect(objects(run)).toEqual([{ erased: { events: 7, servedLists: expect.any(Number), visitors: 1 } }]);
      },
    ],
  ])('by %s leaves nothing of them anywhere, and of others everything', async (way, erase) => {
    const name = way.replaceAll(/\W/g, '');
    const [gone, stays] = [await liveAs(`gone-by-${name}`), await liveAs(`stays-by-${name}`)];
    // What is looked for is found while it is there.
    expect(kinds(await search(gone))).toEqual(new Set(Object.keys(gone)));
    await erase(gone);
    expect(await search(gone)).toEqual([]);
    expect(kinds(await search(stays))).toEqual(new Set(Object.keys(stays)));
  }, 120_000);
});
