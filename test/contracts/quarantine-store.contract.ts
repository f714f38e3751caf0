import { describe, expect, it } from 'vitest';
import type { QuarantinedRecord, QuarantineStore } from '../../stores/ports/quarantine-store.ts';
import { version } from './support/samples.ts';

export interface QuarantineStoreContractOptions {
  /** A fresh, empty store per call. */
  readonly makeStore: () => Promise<QuarantineStore & AsyncDisposable>;
}

/** Every `QuarantineStore` adapter must pass this suite unchanged. */
export function describeQuarantineStoreContract(adapter: string, { makeStore }: QuarantineStoreContractOptions): void {
  describe(`QuarantineStore contract: ${adapter}`, () => {
    it('gives records back as they were put', async () => {
      await using store = await makeStore();
      const whole = record('p1', { source: { title: [null, 1.5, '手机'], nested: { deep: true } }, origin: { file: 'a.csv', line: 3 } });
      const unparsed = record('import:a.csv:9', { version: version(0), source: 'half a "line', origin: { file: 'a.csv', line: 9 } });
      await store.putQuarantined([whole, unparsed]);
      const found = await store.quarantinedByIds(['p1', 'import:a.csv:9', 'absent']);
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([unparsed, whole]);
    });

    it('keeps one entry an id, the newest', async () => {
      await using store = await makeStore();
      await store.putQuarantined([record('a', { version: version(5), atMs: 1 })]);
      await store.putQuarantined([record('a', { version: version(4), atMs: 2 })]);
      expect((await store.quarantinedByIds(['a']))[0]!.version).toBe(5n);
      await store.putQuarantined([record('a', { version: version(5), atMs: 3 })]);
      expect((await store.quarantinedByIds(['a']))[0]!.atMs).toBe(3);
      expect(await store.countQuarantined()).toBe(1);
    });

    it('pages newest first, and goes on after any record of a page', async () => {
      await using store = await makeStore();
      await store.putQuarantined(['a', 'b', 'c', 'd', 'e'].map((id, index) => record(id, { atMs: Math.floor(index / 2) })));
      const expected = ['e', 'd', 'c', 'b', 'a'];
      const all = await store.quarantinePage(10, null);
      expect(all.records.map(({ id }) => id)).toEqual(expected);
      expect(all).toMatchObject({ next: null, total: 5 });
      for (const [place, cursor] of all.cursors.entries()) {
        const { records } = await store.quarantinePage(10, cursor);
        expect(records.map(({ id }) => id)).toEqual(expected.slice(place + 1));
      }
      const first = await store.quarantinePage(2, null);
      expect(first.next).toBe(first.cursors.at(-1));
      await store.removeQuarantined(['e', 'd', 'c']);
      expect((await store.quarantinePage(2, first.next)).records.map(({ id }) => id)).toEqual(['b', 'a']);
    });

    it('refuses a cursor that it did not issue', async () => {
      await using store = await makeStore();
      for (const cursor of ['made up', '', 'e30=', Buffer.from('["x",1]').toString('base64url')]) {
        await expect(store.quarantinePage(2, cursor)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
      }
    });

    it('counts by reason, a record once in each', async () => {
      await using store = await makeStore();
      expect(await store.countByReason()).toEqual([]);
      await store.putQuarantined([
        record('a', { issues: [issue('X'), issue('Y'), issue('X')] }),
        record('b', { issues: [issue('Y')] }),
        record('c', { issues: [issue('B')] }),
      ]);
      expect(await store.countByReason()).toEqual([
        { code: 'Y', count: 2 },
        { code: 'B', count: 1 },
        { code: 'X', count: 1 },
      ]);
    });

    it('forgets what is removed, and ignores absent ids', async () => {
      await using store = await makeStore();
      await store.putQuarantined([record('a'), record('b')]);
      await store.removeQuarantined(['a', 'absent']);
      expect(await store.countQuarantined()).toBe(1);
      expect(await store.quarantinedByIds(['a'])).toEqual([]);
    });

    it('rejects with the reason of an aborted signal', async () => {
      await using store = await makeStore();
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => store.putQuarantined([record('a')], signal),
        () => store.removeQuarantined(['a'], signal),
        () => store.quarantinedByIds(['a'], signal),
        () => store.quarantinePage(1, null, signal),
        () => store.countQuarantined(signal),
        () => store.countByReason(signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect(await store.countQuarantined()).toBe(0);
    });
  });
}

function record(id: string, changes: Partial<QuarantinedRecord> = {}): QuarantinedRecord {
  return { id, version: version(1), issues: [issue('TITLE_MISSING')], atMs: 1, source: { id }, origin: null, ...changes };
}

function issue(code: string): QuarantinedRecord['issues'][number] {
  return { code, field: 'title', message: `Expected something else than ${code}.` };
}
