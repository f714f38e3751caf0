import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { openDesk, zipped } from './import-file.ts';

const ROWS = [
  { id: 'a', title: 'Desk lamp', price: '12.50' },
  { id: 'b', title: 'Größe "L", 手机壳\nsecond line', price: '3' },
  { id: 'c', title: "'quoted', ; | #", price: '' },
];
const CSV = `id,title,price\r\na,Desk lamp,12.50\r\nb,"Größe ""L"", 手机壳\nsecond line",3\r\nc,"'quoted', ; | #",\r\n`;
const JSONL = `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n\n`;
const PARQUET = new Uint8Array(
  parquetWriteBuffer({ columnData: (['id', 'title', 'price'] as const).map((name) => ({ name, data: ROWS.map((row) => row[name]), type: 'STRING' as const })) }),
);

describe('formats', () => {
  it.each([
    ['shop.csv', CSV],
    ['shop.csv.gz', zipped(CSV)],
    ['with a byte order mark.csv', `\uFEFF${CSV}`],
    ['shop.tsv', CSV.replaceAll('id,title,price', 'id\ttitle\tprice').replace('a,Desk lamp,12.50', 'a\tDesk lamp\t12.50').replace('b,"', 'b\t"').replace('",3', '"\t3').replace('c,"', 'c\t"').replace('",\r', '"\t\r')],
    ['shop.jsonl', JSONL],
    ['shop.ndjson', JSONL],
    ['shop.jsonl.gz', zipped(JSONL)],
    ['shop.parquet', PARQUET],
    ['shop.parquet.gz', zipped(PARQUET)],
    ['without an extension, csv', CSV],
    ['without an extension, jsonl', JSONL],
    ['without an extension, parquet', PARQUET],
    ['csv that is gzip in secret', zipped(CSV)],
  ])('%s gives the same catalog', async (name, content) => {
    await using desk = await openDesk();
    const { summary, badRows } = await desk.import(await desk.write(name, content));
    expect(badRows).toEqual([]);
    expect(summary).toMatchObject({ file: name, mapping: 'shop', rows: 3, stored: 3, badRows: 0 });
    expect(await desk.records()).toEqual({ a: ROWS[0], b: ROWS[1], c: ROWS[2] });
  });

  it('keeps the types of JSON Lines and Parquet as received', async () => {
    await using desk = await openDesk();
    await desk.import(await desk.write('a.jsonl', '{"id": 5, "title": "x", "price": 1.5, "deep": {"list": [1, null, true]}}\n'));
    expect(await desk.records()).toEqual({ 5: { id: 5, title: 'x', price: 1.5, deep: { list: [1, null, true] } } });
    await desk.import(
      await desk.write('b.parquet', new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'id', data: [7], type: 'INT32' }, { name: 'title', data: ['y'] }, { name: 'new', data: [true] }] }))),
    );
    expect((await desk.records())['7']).toEqual({ id: 7, title: 'y', new: true });
  });

  it.each([
    ['no file', 'absent.csv', null, 'found none'],
    ['a Parquet file that is none', 'a.parquet', 'id,title\n1,x\n', 'Expected parquet'],
    ['a gzip file that is none', 'a.csv.gz', 'id,title\n1,x\n', 'Expected a gzip file'],
    ['a truncated gzip file', 'a.csv.gz', zipped(CSV.repeat(1_000)).subarray(0, 300), 'ends too early'],
    ['a damaged Parquet file', 'a.parquet', PARQUET.subarray(0, 60), 'a.parquet'],
    ['an empty file', 'a.csv', '', 'header row'],
    ['a header without the id', 'a.csv', 'sku,title\n1,x\n', 'column "id", got "sku", "title"'],
    ['a header with a column twice', 'a.csv', 'id,title,id\n1,x,2\n', '"id" twice'],
    ['a JSON array', 'a', '[{"id": 1}]', 'JSON Lines (one object a line)'],
  ])('%s is refused with what was expected', async (_what, name, content, expected) => {
    await using desk = await openDesk();
    const path = content === null ? `${desk.folder.path}/${name}` : await desk.write(name, content);
    await expect(desk.import(path)).rejects.toMatchObject({ code: 'IMPORT_FILE_INVALID', message: expect.stringContaining(expected) as string });
  });

  it('says how much it took of a file that ends too early, and keeps that', async () => {
    await using desk = await openDesk();
    const rows = Array.from({ length: 20_000 }, (_, i) => `p${i},Title ${Math.sin(i)},${i}\n`).join('');
    const whole = zipped(`id,title,price\n${rows}`);
    await expect(desk.import(await desk.write('a.csv.gz', whole.subarray(0, whole.length - 2_000)))).rejects.toThrow(/\d+ of \d+ rows were taken/);
    expect(await desk.catalog.countQuarantined()).toBe(0);
    expect((await desk.catalog.scanSources(null, 1_000)).length).toBe(1_000);
  });
});
