import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORD_BYTES_MAX } from '../../cli/import/import-types.ts';
import { openDesk } from './import-file.ts';

describe('bad rows', () => {
  it('are each named by line and reason, quarantined as text, and stop nothing', async () => {
    await using desk = await openDesk();
    const lines = [
      'id,title,price', // 1
      'a,good,1',
      'b,too few', // 3
      'c,too,many,1',
      ',no id,1', // 5
      'a,again,2',
      'd,"closed" too early,1', // 7
      'e,19" monitor,1',
      '', // 9
      'f,"two', // 10
      'lines",1',
      'g,never closed "as a letter",1', // 12
      'h,"never closed,1', // 13
      'i,good,1',
    ];
    const { summary, badRows } = await desk.import(await desk.write('bad.csv', lines.join('\n')));
    expect(badRows.map(({ line, code }) => [line, code])).toEqual([
      [3, 'COLUMN_COUNT'], [4, 'COLUMN_COUNT'], [5, 'ID_MISSING'], [6, 'DUPLICATE_ID'], [7, 'CSV_QUOTES'], [13, 'CSV_QUOTES'],
    ]);
    expect(Object.keys(await desk.records())).toEqual(['a', 'e', 'f', 'g', 'i']);
    expect(summary.byReason[0]).toEqual({ code: 'COLUMN_COUNT', count: 2 });
    expect(summary).toMatchObject({ rows: 11, stored: 5, badRows: 6 });
    const { records } = await desk.catalog.quarantinePage(10, null);
    expect(records.map(({ id }) => id).toSorted()).toEqual([13, 3, 4, 5, 7].map((line) => `import:bad.csv:${line}`));
    expect(records.find(({ id }) => id === 'import:bad.csv:3')).toMatchObject({ source: 'b,too few', origin: { file: 'bad.csv', line: 3 } });
    expect(badRows.find(({ line }) => line === 6)?.message).toContain('"a" of line 2');
  });

  it('of JSON Lines too', async () => {
    await using desk = await openDesk();
    const bytes = Buffer.concat([
      Buffer.from('{"id": "a", "title": "x"}\n{"id": "b"\n[1]\nnull\n'),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a]),
      Buffer.from(`{"id": "long", "title": "${'x'.repeat(RECORD_BYTES_MAX)}"}\n{"title": "y"}\n{"id": "z", "title": "z"}`),
    ]);
    const { badRows } = await desk.import(await desk.write('a.jsonl', bytes));
    expect(badRows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'JSON_INVALID'], [3, 'JSON_NOT_OBJECT'], [4, 'JSON_NOT_OBJECT'], [5, 'INVALID_UTF8'], [6, 'LINE_TOO_LONG'], [7, 'ID_MISSING'],
    ]);
    expect(Object.keys(await desk.records())).toEqual(['a', 'z']);
  });

  it('leave quarantine when the file is mended and imported again', async () => {
    await using desk = await openDesk();
    await desk.import(await desk.write('shop.csv', 'id,title\na,x\nb\nc,z,1\n'), { id: 'id', title: 'title' });
    expect(await desk.catalog.countQuarantined()).toBe(2);
    const { badRows } = await desk.import(await desk.write('shop.csv', 'id,title\na,x2\nb,y\nc,z,1\n'), { id: 'id', title: 'title' });
    expect(badRows).toHaveLength(1);
    expect((await desk.catalog.quarantinePage(10, null)).records.map(({ id }) => id)).toEqual(['import:shop.csv:4']);
    expect(await desk.records()).toEqual({ a: { id: 'a', title: 'x2' }, b: { id: 'b', title: 'y' } });
  });

  it('never lose a good row, whichever rows are broken and how', async () => {
    const good = fc.record({ title: fc.constantFrom('plain', 'with, comma', 'with "quotes"', 'two\nlines', '手机') });
    const broken = fc.constantFrom('only one cell', ',missing id', 'x,y,z,too,many', 'q,"closed" early,1');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(good, broken), { maxLength: 30 }), async (rows) => {
        await using desk = await openDesk();
        const text = rows.map((row, i) => (typeof row === 'string' ? row : `p${i},"${row.title.replaceAll('"', '""')}",5`)).join('\n');
        const { summary, badRows } = await desk.import(await desk.write('a.csv', `id,title,price\n${text}\n`));
        const expected = rows.flatMap((row, i) => (typeof row === 'string' ? [] : [[`p${i}`, row.title]]));
        const stored = Object.entries(await desk.records()).map(([id, record]) => [id, (record as { title: string }).title]);
        expect(new Map(stored as [string, string][])).toEqual(new Map(expected as [string, string][]));
        expect(badRows).toHaveLength(rows.length - expected.length);
        expect(summary.rows).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
  });
});

it('takes a file with a row a sale for the products in it, where the mapping says so', async () => {
  await using desk = await openDesk();
  const path = await desk.write('sales.csv', 'sale,id,title\nC1,a,returned\n2,a,Lamp\n3,b,\n4,b,Chair\n5,a,lost\n');
  const skip = [{ column: 'sale', startsWith: 'C', why: 'returned' }, { column: 'title', empty: true, why: 'no title' }];
  const { summary, badRows } = await desk.import(path, { id: 'id', title: 'title', repeats: 'expected', skip });
  expect(badRows).toEqual([]);
  expect(summary).toMatchObject({ rows: 5, stored: 2, badRows: 0 });
  expect(summary.skipped).toEqual([{ why: 'another row of a product', count: 1 }, { why: 'no title', count: 1 }, { why: 'returned', count: 1 }]);
  expect(await desk.records()).toMatchObject({ a: { title: 'Lamp' }, b: { title: 'Chair' } });
});

it('tells how far it is, how fast and how long it will take', async () => {
  await using desk = await openDesk();
  const rows = Array.from({ length: 30_000 }, (_, i) => `p${i},${'x'.repeat(50)},1\n`).join('');
  const { progress, summary } = await desk.import(await desk.write('a.csv', `id,title,price\n${rows}`));
  expect(progress.length).toBeGreaterThan(2);
  expect(progress.at(-1)).toMatchObject({ rows: 30_000, share: 1 });
  for (const { share, rowsPerSecond } of progress) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1);
    expect(rowsPerSecond).toBeGreaterThan(0);
  }
  expect(summary.seconds).toBeGreaterThan(0);
});

it('stops between two batches when told, and is simply run again', async () => {
  await using desk = await openDesk();
  const path = await desk.write('a.csv', `id,title,price\n${Array.from({ length: 5_000 }, (_, i) => `p${i},t,1\n`).join('')}`);
  const stopping = new AbortController();
  const putSources = desk.catalog.putSources.bind(desk.catalog);
  Object.assign(desk.catalog, {
    async putSources(...args: Parameters<typeof putSources>) {
      const version = await putSources(...args);
      stopping.abort(new Error('stopped'));
      return version;
    },
  });
  await expect(desk.import(path, undefined, stopping.signal)).rejects.toThrow('stopped');
  expect(await desk.catalog.pending(null)).toMatchObject({ count: 1_000 });
  Object.assign(desk.catalog, { putSources });
  expect((await desk.import(path)).summary.stored).toBe(5_000);
  expect((await desk.catalog.head()).version).toBe(6_000n);
});
