import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleId } from '../../../schema/ids.ts';
import { openMongoMerchandising } from '../../../stores/mongodb/index.ts';
import { auditPosition } from '../../../stores/ports/audit-log.ts';
import type { RuleContent } from '../../../stores/ports/rule.ts';
import { CAN_START_MONGOD, type OwnMongod, startMongod } from '../../support/own-mongod.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { scratchDatabase } from './support/scratch-database.ts';

const RULE: RuleContent = {
  name: 'a',
  status: 'ACTIVE',
  priority: 0,
  condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [] },
  actions: [{ kind: 'REDIRECT', url: 'https://shop.test/' }],
  schedule: null,
};
const UPDATE = { by: 'mia', ifVersion: 1, action: 'UPDATE' } as const;
const a = ruleId('a');
const url = SERVERS.mongodbUrl;

describe.skipIf(url === null)('rules on MongoDB', () => {
  const namespace = uniqueNamespace();
  const open = () => openMongoMerchandising({ url: url!, namespace, now: () => 1 });
  afterAll(async () => (await scratchDatabase(url!, namespace))[Symbol.asyncDispose]());

  it('tells another process of a change, and lets one of several processes win', async () => {
    await using one = await open();
    await using other = await open();
    const head = await other.audit.head();
    // Nothing but the change ends the waiting in time: the test's own limit is shorter.
    const waiting = other.audit.waitForEntry(head, 60_000);
    await one.rules.create(a, RULE, 'mia');
    await waiting;
    expect(await other.audit.entriesAfter(head, 10)).toMatchObject([{ subjectId: 'a', after: RULE }]);
    const edits = [one, other, one, other].map(({ rules }, editor) => rules.replace(a, { ...RULE, name: `by ${editor}` }, UPDATE));
    const outcomes = await Promise.allSettled(edits);
    const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));
    expect(codes).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT']);
    expect(await one.rules.versions(a)).toHaveLength(2);
  });

  it('shows entries in the order of their positions, however many editors write at once', async () => {
    await using one = await open();
    await using other = await open();
    const start = await one.audit.head();
    const ids = Array.from({ length: 12 }, (_, i) => ruleId(`many-${i}`));
    const writing = Promise.all(ids.map((id, i) => (i % 2 === 0 ? one : other).rules.create(id, RULE, 'mia')));
    const seen: string[] = [];
    for (let position = start; seen.length < ids.length; ) {
      await other.audit.waitForEntry(position, 60_000);
      const entries = await other.audit.entriesAfter(position, 5);
      seen.push(...entries.map(({ subjectId }) => subjectId));
      position = entries.at(-1)?.position ?? position;
    }
    await writing;
    expect(new Set(seen)).toEqual(new Set(ids));
  });
});

describe.skipIf(!CAN_START_MONGOD)('rules on a MongoDB that fails', () => {
  let server: OwnMongod;
  beforeAll(async () => void (server = await startMongod()));
  afterAll(() => server[Symbol.asyncDispose]());

  it('changes a rule once, with one entry, when answers are lost; and not at all when it cannot', async () => {
    await using store = await openMongoMerchandising({ url: server.url, namespace: uniqueNamespace(), now: () => 1 });
    await server.fail({ times: 2 }, { failCommands: ['commitTransaction'], closeConnection: true });
    await store.rules.create(a, RULE, 'mia');
    await server.fail({ times: 1 }, { failCommands: ['commitTransaction'], writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } });
    expect(await store.rules.replace(a, { ...RULE, name: 'b' }, UPDATE)).toMatchObject({ version: 2, content: { name: 'b' } });
    await server.fail('alwaysOn', { failCommands: ['insert'], errorCode: 8_000 });
    await expect(store.rules.remove(a, { by: 'mia', ifVersion: 2 })).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
    await server.fail('off');
    expect(await store.rules.byIds([a])).toMatchObject([{ version: 2 }]);
    expect(await store.audit.entriesAfter(auditPosition(0), 10)).toMatchObject([{ version: 1 }, { version: 2, before: { name: 'a' } }]);
  });

  it('has every acknowledged change after a kill, and is unavailable while the server is gone', async () => {
    const store = await openMongoMerchandising({ url: `${server.url}&serverSelectionTimeoutMS=300`, namespace: uniqueNamespace(), now: () => 1 });
    await store.rules.create(a, RULE, 'mia');
    await server.kill();
    await expect(store.rules.byIds([a])).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
    await expect(store.audit.waitForEntry(auditPosition(1), 60_000)).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
    await server.restart();
    expect(await store.rules.byIds([a])).toMatchObject([{ version: 1 }]);
    await store[Symbol.asyncDispose]();
    await expect(store.rules.scan(null, 1)).rejects.toMatchObject({ code: 'RULE_STORE_UNAVAILABLE' });
  });
});
