import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleId, type RuleId, synonymId } from '../../schema/ids.ts';
import { type AuditEntry, auditPosition } from '../../stores/ports/audit-log.ts';
import type { MerchandisingStore } from '../../stores/ports/merchandising-store.ts';
import type { RuleContent } from '../../stores/ports/rule.ts';
import type { SynonymContent } from '../../stores/ports/synonym.ts';
import { replayAudit } from './support/replay-audit.ts';

export interface MerchandisingStoreContractOptions {
  /** A fresh, empty store per call. */
  readonly makeStore: (now: () => number) => Promise<MerchandisingStore & AsyncDisposable>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

const SYNONYM: SynonymContent = { kind: 'EQUIVALENT', terms: ['sofa', 'couch'], expandsTo: [], locale: 'en' };

/** Every `MerchandisingStore` adapter must pass this suite unchanged: rules, synonyms and the audit log of both. */
export function describeMerchandisingStoreContract(
  adapter: string,
  { makeStore, numRuns = 30 }: MerchandisingStoreContractOptions,
): void {
  const open = () => makeStore(() => 1_000);
  const a = ruleId('a');

  describe(`MerchandisingStore contract: ${adapter}`, () => {
    it('gives back what was created, exactly, as version 1', async () => {
      await using store = await open();
      const content = rule('手机 "quoted"', { schedule: { startsAtMs: null, endsAtMs: 1.5e12 } });
      const created = await store.rules.create(a, content, 'mia');
      expect(created).toEqual({ id: 'a', version: 1, content, updatedBy: 'mia', updatedAtMs: 1_000 });
      await store.synonyms.create(synonymId('a'), SYNONYM, 'mia');
      expect(await store.rules.byIds([ruleId('none'), a, a])).toEqual([null, created, created]);
      expect((await store.synonyms.byIds([synonymId('a')]))[0]!.content).toEqual(SYNONYM);
      await expect(store.rules.create(a, content, 'mia')).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
    });

    it('lets one of two editors through, and the other loses nothing', async () => {
      await using store = await open();
      await store.rules.create(a, rule('first'), 'mia');
      const edits = ['mia', 'bo'].map((by) => store.rules.replace(a, rule(by), { by, ifVersion: 1, action: 'UPDATE' }));
      const outcomes = await Promise.allSettled(edits);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const refused = outcomes.find((outcome) => outcome.status === 'rejected')!;
      expect(refused.reason).toMatchObject({ code: 'VERSION_CONFLICT' });
      const [current] = await store.rules.byIds([a]);
      expect(current).toMatchObject({ version: 2, content: { name: current!.updatedBy } });
      expect(await store.rules.versions(a)).toHaveLength(2);
      await expect(store.rules.remove(a, { by: 'bo', ifVersion: 1 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      await expect(store.rules.revert(a, 1, { by: 'bo', ifVersion: 1 })).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      expect(await store.audit.entriesAfter(auditPosition(0), 10)).toHaveLength(2);
    });

    it('brings any version back, and a deleted entry too', async () => {
      await using store = await open();
      const contents = ['one', 'two', 'three'].map((name) => rule(name));
      await store.rules.create(a, contents[0]!, 'mia');
      await store.rules.replace(a, contents[1]!, { by: 'mia', ifVersion: 1, action: 'UPDATE' });
      await store.rules.replace(a, contents[2]!, { by: 'mia', ifVersion: 2, action: 'SET_STATUS' });
      expect((await store.rules.revert(a, 1, { by: 'bo', ifVersion: 3 })).content).toEqual(contents[0]);
      await store.rules.remove(a, { by: 'bo', ifVersion: 4 });
      expect(await store.rules.byIds([a])).toEqual([null]);
      expect(await store.rules.scan(null, 10)).toEqual([]);
      await expect(store.rules.replace(a, contents[0]!, { by: 'bo', ifVersion: 5, action: 'UPDATE' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.rules.remove(a, { by: 'bo', ifVersion: 5 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.rules.revert(a, 5, { by: 'bo', ifVersion: 5 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.rules.revert(a, 9, { by: 'bo', ifVersion: 5 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      // Who deleted it knows the version that went, not the one that the deletion made.
      expect(await store.rules.revert(a, 2, { by: 'bo', ifVersion: 4 })).toMatchObject({ version: 6, content: contents[1] });
      expect(await store.rules.versions(a)).toMatchObject([
        { version: 1, action: 'CREATE', revertedTo: null, by: 'mia', atMs: 1_000, content: contents[0] },
        { version: 2, action: 'UPDATE', content: contents[1] },
        { version: 3, action: 'SET_STATUS', content: contents[2] },
        { version: 4, action: 'REVERT', revertedTo: 1, by: 'bo', content: contents[0] },
        { version: 5, action: 'DELETE', content: null },
        { version: 6, action: 'REVERT', revertedTo: 2, content: contents[1] },
      ]);
      await expect(store.rules.revert(ruleId('none'), 1, { by: 'bo', ifVersion: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('scans ascending by id, each kind of entry by itself', async () => {
      await using store = await open();
      for (const id of ['c', 'a', 'b']) await store.rules.create(ruleId(id), rule(id), 'mia');
      await store.synonyms.create(synonymId('ab'), SYNONYM, 'mia');
      const ids = async (after: RuleId | null, limit: number) => (await store.rules.scan(after, limit)).map(({ id }) => id);
      expect(await ids(null, 2)).toEqual(['a', 'b']);
      expect(await ids(ruleId('b'), 2)).toEqual(['c']);
      expect(await store.synonyms.scan(null, 5)).toHaveLength(1);
    });

    it('audits newest first, of one subject or of all, and goes on after any entry', async () => {
      await using store = await open();
      for (const id of ['a', 'b', 'c']) await store.rules.create(ruleId(id), rule(id), 'mia');
      await store.rules.replace(a, rule('a2'), { by: 'bo', ifVersion: 1, action: 'UPDATE' });
      await store.synonyms.create(synonymId('s'), SYNONYM, 'mia');
      const all = await store.audit.page(null, 10, null);
      expect(all.entries.map(({ subjectId }) => subjectId)).toEqual(['s', 'a', 'c', 'b', 'a']);
      expect(all.hasNextPage).toBe(false);
      for (const [place, cursor] of all.cursors.entries()) {
        const { entries } = await store.audit.page(null, 2, cursor);
        expect(entries).toEqual(all.entries.slice(place + 1, place + 3));
      }
      const { entries, hasNextPage } = await store.audit.page('a', 1, null);
      expect(hasNextPage).toBe(true);
      expect(entries).toMatchObject([{ subject: 'RULE', action: 'UPDATE', actor: 'bo', atMs: 1_000, version: 2, before: rule('a'), after: rule('a2') }]);
      for (const cursor of ['made up', '', '0', '-1', '1e3']) {
        await expect(store.audit.page(null, 2, cursor)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
      }
    });

    it('wakes who waits for a change, and tells what changed since', async () => {
      await using store = await open();
      const head = await store.audit.head();
      expect(head).toBe(0n);
      const waiting = store.audit.waitForEntry(head, 60_000);
      await store.rules.create(a, rule('a'), 'mia');
      await waiting;
      expect(await store.audit.entriesAfter(head, 10)).toMatchObject([{ subjectId: 'a', before: null, after: rule('a') }]);
      await store.audit.waitForEntry(head, 60_000);
      await store.audit.waitForEntry(await store.audit.head(), 0);
      await store.audit.waitForEntry(await store.audit.head(), 60_000, AbortSignal.abort());
    });

    it('can be replayed from its audit log into the same rules and synonyms', async () => {
      const names = fc.constantFrom('a', 'b', 'c');
      const versions = fc.integer({ min: 1, max: 6 });
      const edits = fc.array(fc.tuple(fc.constantFrom('create', 'replace', 'revert', 'remove'), names, versions, versions), { maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(edits, async (steps) => {
          await using store = await open();
          for (const [what, name, ifVersion, toVersion] of steps) {
            const edit = { by: name, ifVersion };
            const id = ruleId(name);
            const done = {
              create: () => store.rules.create(id, rule(`created ${name}`), name),
              replace: () => store.rules.replace(id, rule(`${name} ${ifVersion} ${toVersion}`), { ...edit, action: 'UPDATE' }),
              revert: () => store.rules.revert(id, toVersion, edit),
              remove: () => store.rules.remove(id, edit),
            }[what];
            // What is refused leaves no trace; that is what is tested.
            await Promise.resolve(done()).catch(() => {});
          }
          const entries: AuditEntry[] = [];
          for (let more = await store.audit.entriesAfter(auditPosition(0), 7); more.length > 0; ) {
            entries.push(...more);
            more = await store.audit.entriesAfter(more.at(-1)!.position, 7);
          }
          expect(replayAudit(entries, 'RULE')).toEqual(await store.rules.scan(null, 100));
          for (const [index, { subjectId, before }] of entries.entries()) {
            expect(before).toEqual(entries.slice(0, index).findLast((earlier) => earlier.subjectId === subjectId)?.after ?? null);
          }
        }),
        { numRuns },
      );
    });

    it('rejects with the reason of an aborted signal', async () => {
      await using store = await open();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      await expect(store.rules.create(a, rule('a'), 'mia', signal)).rejects.toBe(reason);
      await expect(store.rules.byIds([a], signal)).rejects.toBe(reason);
      await expect(store.rules.versions(a, signal)).rejects.toBe(reason);
      await expect(store.audit.page(null, 1, null, signal)).rejects.toBe(reason);
      expect(await store.rules.byIds([a])).toEqual([null]);
    });
  });
}

function rule(name: string, change: Partial<RuleContent> = {}): RuleContent {
  return {
    name,
    status: 'ACTIVE',
    priority: 0,
    condition: { query: { text: name, mode: 'PHRASE' }, filters: [], segmentIds: [], locale: null, strategies: [] },
    actions: [{ kind: 'REDIRECT', url: 'https://shop.test/' }],
    schedule: null,
    ...change,
  };
}
