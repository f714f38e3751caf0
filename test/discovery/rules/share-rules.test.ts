import { expect, it } from 'vitest';
import { shareRules } from '../../../discovery/index.ts';
import { synonymId } from '../../../schema/ids.ts';
import { createNotices, openEmbeddedMerchandising } from '../../../stores/embedded/index.ts';
import type { SynonymContent } from '../../../stores/ports/synonym.ts';
import { type AuditLog, auditPosition } from '../../../stores/ports/audit-log.ts';

const SYNONYM: SynonymContent = { kind: 'EQUIVALENT', terms: ['sofa', 'couch'], expandsTo: [], locale: null };

/** A log that never wakes by itself, as one whose polls are far apart. */
const asleep = (audit: AuditLog): AuditLog => ({
  ...audit,
  waitForEntry: (_position, _timeoutMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve());
    }),
});

it('wakes whoever waits for an entry at each change, whichever it is', async () => {
  await using notices = createNotices();
  await using store = await openEmbeddedMerchandising({ dataDir: ':memory:', now: () => 1 });
  await using shared = await shareRules({ store: { ...store, audit: asleep(store.audit) }, notices });
  const id = synonymId('s');
  const edit = (ifVersion: number) => ({ by: 'ann', ifVersion });
  for (const change of [
    () => shared.synonyms.create(id, SYNONYM, 'ann'),
    () => shared.synonyms.replace(id, SYNONYM, { ...edit(1), action: 'UPDATE' }),
    () => shared.synonyms.revert(id, 1, edit(2)),
    () => shared.synonyms.remove(id, edit(3)),
  ]) {
    const waiting = Promise.all([shared.audit.waitForEntry(auditPosition(0), 60_000), shared.audit.waitForEntry(auditPosition(0), 60_000)]);
    await change();
    await waiting;
  }
  expect(await shared.audit.entriesAfter(auditPosition(0), 10)).toHaveLength(4);
});

it('tells of nothing that was refused, and gives way to the caller’s signal', async () => {
  await using notices = createNotices();
  await using store = await openEmbeddedMerchandising({ dataDir: ':memory:', now: () => 1 });
  let told = 0;
  await using shared = await shareRules({ store: { ...store, audit: asleep(store.audit) }, notices: { ...notices, publish: async () => (told += 1) } });
  await expect(shared.synonyms.remove(synonymId('absent'), { by: 'ann', ifVersion: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(told).toBe(0);
  const stop = new AbortController();
  const waiting = shared.audit.waitForEntry(auditPosition(0), 60_000, stop.signal);
  stop.abort();
  await waiting;
});

it('changes what it is asked to also where nobody can be told', async () => {
  await using notices = createNotices();
  await using store = await openEmbeddedMerchandising({ dataDir: ':memory:', now: () => 1 });
  await using shared = await shareRules({ store, notices: { ...notices, publish: () => Promise.reject(new Error('away')) } });
  await shared.synonyms.create(synonymId('s'), SYNONYM, 'ann');
  expect(await store.audit.entriesAfter(auditPosition(0), 10)).toHaveLength(1);
});
