import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { ruleId } from '../../../schema/ids.ts';
import { openEmbeddedMerchandising } from '../../../stores/embedded/index.ts';
import type { RuleContent } from '../../../stores/ports/rule.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const RULE: RuleContent = {
  name: 'a',
  status: 'ACTIVE',
  priority: 0,
  condition: { query: null, filters: [], segmentIds: [], locale: null, strategies: [] },
  actions: [{ kind: 'REDIRECT', url: 'https://shop.test/' }],
  schedule: null,
};

it('tells another process of a change, and lets one of two processes win', async () => {
  await using folder = await temporaryFolder();
  const now = () => 1;
  await using one = await openEmbeddedMerchandising({ dataDir: folder.path, now });
  await using other = await openEmbeddedMerchandising({ dataDir: folder.path, now });
  const head = await other.audit.head();
  // Nothing but the change ends the waiting in time: the test's own limit is shorter.
  const waiting = other.audit.waitForEntry(head, 60_000);
  await one.rules.create(ruleId('a'), RULE, 'mia');
  await waiting;
  expect(await other.audit.entriesAfter(head, 10)).toMatchObject([{ subjectId: 'a', after: RULE }]);
  const edits = [one, other].map(({ rules }, process) =>
    rules.replace(ruleId('a'), { ...RULE, name: `by ${process}` }, { by: 'mia', ifVersion: 1, action: 'UPDATE' }),
  );
  const outcomes = await Promise.allSettled(edits);
  expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []))).toEqual(['VERSION_CONFLICT']);
});

it('refuses to change or shorten its audit log, whoever asks', async () => {
  await using folder = await temporaryFolder();
  await using store = await openEmbeddedMerchandising({ dataDir: folder.path, now: () => 1 });
  await store.rules.create(ruleId('a'), RULE, 'mia');
  using raw = new DatabaseSync(`${folder.path}/merchandising.db`);
  expect(() => raw.exec("UPDATE audit SET actor = 'bo'")).toThrow('append-only');
  expect(() => raw.exec('DELETE FROM audit')).toThrow('append-only');
});
