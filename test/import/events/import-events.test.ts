import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readEventsMapping } from '../../../cli/import/events/events-mapping.ts';
import { zipped } from '../import-file.ts';
import { MAPPING, openEventsDesk } from './events-desk.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const HEADER = 'what,item,who,when';

describe('an import of events', () => {
  it('takes each field as its mapping says', async () => {
    await using desk = await openEventsDesk();
    const file = await desk.write('sales.csv', 'no,what,item,who,when,pieces,pounds\nn1,buy,p1,17850,01/12/2010 08:26,6,"1,002.55"\nn2,,手机,v,1/7/2011 8:26:30,,\n');
    const { summary, badRows } = await desk.import(file, {
      id: 'no',
      type: { column: 'what', values: { buy: 'PURCHASE' }, default: 'VIEW' },
      productId: 'item',
      shopper: { column: 'who', as: 'visitor' },
      at: { column: 'when', format: 'dd/mm/yyyy', timeZone: 'Europe/London' },
      quantity: 'pieces',
      price: { column: 'pounds', unit: 'major' },
      currency: 'GBP',
    });
    expect(badRows).toEqual([]);
    expect(summary).toMatchObject({ file: 'sales.csv', mapping: 'mapping', rows: 2, recorded: 2, duplicates: 0, skipped: [] });
    const none = { listId: null, position: null, quantity: null, price: null };
    expect(await desk.events()).toEqual([
      { ...none, id: 'n1', shopper: 'visitor:17850', type: 'PURCHASE', productId: 'p1', atMs: Date.UTC(2010, 11, 1, 8, 26), quantity: 6, price: { amount: 100_255, currency: 'GBP' } },
      { ...none, id: 'n2', shopper: 'visitor:v', type: 'VIEW', productId: '手机', atMs: Date.UTC(2011, 6, 1, 7, 26, 30) },
    ]);
  });

  it('keeps what happened long ago: that a client may not send it is no matter of the store', async () => {
    await using desk = await openEventsDesk();
    await desk.import(await desk.write('a.csv', `${HEADER}\nbuy,p1,sam,1999-12-31T23:59:59Z\n`));
    await desk.users.expire();
    expect(await desk.events()).toHaveLength(1);
  });

  it('names each bad row by line and reason, and leaves out by reason what is not wanted', async () => {
    await using desk = await openEventsDesk();
    const rows = [
      'look,p1,sam,2026-01-01', // 2
      'look,p1,sam', // 3
      'steal,p1,sam,2026-01-01', // 4
      'look,,sam,2026-01-01', // 5
      'look,p1,,2026-01-01', // 6
      'look,p1,sam,yesterday', // 7
      'look,p1,sam,2026-02-30', // 8
      'look,p1,sam,2026-03-01', // 9
      `look,${'x'.repeat(201)},sam,2026-01-01`, // 10
      'look,"p1,sam,2026-01-01', // 11
      'look,test-1,sam,never', // 12: not wanted, whatever else is wrong
      'buy,p1,sam,2026-01-01', // 13
    ];
    const skip = [{ column: 'item', startsWith: 'test', why: 'a test' }];
    const { summary, badRows } = await desk.import(await desk.write('a.csv', `${HEADER}\n${rows.join('\n')}\n`), { ...MAPPING, skip });
    expect(badRows.map(({ line, code }) => [line, code])).toEqual([
      [3, 'COLUMN_COUNT'], [4, 'TYPE_UNKNOWN'], [5, 'PRODUCT_MISSING'], [6, 'SHOPPER_MISSING'], [7, 'TIME_INVALID'], [8, 'TIME_INVALID'],
      [9, 'TIME_IN_FUTURE'], [10, 'PRODUCT_TOO_LONG'], [11, 'CSV_QUOTES'],
    ]);
    expect(badRows[1]!.message).toBe('Expected one of look, buy in "what", got "steal".');
    expect(badRows[4]!.message).toBe('Expected a time of the format "iso" in "when", got "yesterday".');
    expect(summary).toMatchObject({ rows: 12, recorded: 2, duplicates: 0, badRows: 9, skipped: [{ why: 'a test', count: 1 }] });
    expect((await desk.events()).map(({ type }) => type)).toEqual(['VIEW', 'PURCHASE']);
  });

  it.each([
    ['quantity', { quantity: 'n' }, '1.5', 'QUANTITY_INVALID'],
    ['quantity', { quantity: 'n' }, '0', 'QUANTITY_INVALID'],
    ['price', { price: { column: 'n', unit: 'major' }, currency: 'EUR' }, 'cheap', 'PRICE_INVALID'],
    ['price without a currency', { price: { column: 'n', unit: 'major' } }, '5', 'PRICE_INVALID'],
    ['id', { id: 'n' }, '', 'ID_MISSING'],
    ['id', { id: 'n' }, 'x'.repeat(201), 'ID_TOO_LONG'],
  ])('refuses a row with a wrong %s', async (_what, more, value, code) => {
    await using desk = await openEventsDesk();
    const { badRows, summary } = await desk.import(await desk.write('a.csv', `n,${HEADER}\n${value},look,p1,sam,2026-01-01\n`), { ...MAPPING, ...more });
    expect(badRows.map((row) => row.code)).toEqual([code]);
    expect(summary.recorded).toBe(0);
  });

  it('records nothing twice: the same file again, a longer one, in another format, or a row that repeats', async () => {
    await using desk = await openEventsDesk();
    const rows = ['look,p1,sam,2026-01-01', 'look,p2,sam,2026-01-02', 'look,p1,sam,2026-01-01'];
    const first = await desk.import(await desk.write('a.csv', `${HEADER}\n${rows.join('\n')}\n`));
    expect(first.summary).toMatchObject({ recorded: 2, duplicates: 1 });
    const longer = await desk.import(await desk.write('b.csv.gz', zipped(`${HEADER}\nbuy,p3,sam,2026-01-03\n${rows.join('\n')}\n`)));
    expect(longer.summary).toMatchObject({ recorded: 1, duplicates: 3 });
    const lines = rows.map((row) => {
      const [what, item, who, when] = row.split(',');
      return JSON.stringify({ when, who, item, what });
    });
    expect((await desk.import(await desk.write('c.jsonl', lines.join('\n')))).summary).toMatchObject({ recorded: 0, duplicates: 3 });
    const columnData = ['what', 'item', 'who', 'when'].map((name, column) => ({ name, data: rows.map((row) => row.split(',')[column]!) }));
    expect((await desk.import(await desk.write('d.parquet', new Uint8Array(parquetWriteBuffer({ columnData }))))).summary).toMatchObject({ recorded: 0, duplicates: 3 });
  });

  it('tells events apart by the columns that the mapping names, or by all', async () => {
    await using desk = await openEventsDesk();
    const file = await desk.write('a.csv', `n,${HEADER}\n1,look,p1,sam,2026-01-01\n2,look,p1,sam,2026-01-01\n1,buy,p1,sam,2026-01-01\n`);
    expect((await desk.import(file, { ...MAPPING, id: { columns: ['n'] } })).summary).toMatchObject({ recorded: 2, duplicates: 1 });
    expect((await desk.import(file)).summary).toMatchObject({ recorded: 3, duplicates: 0 });
  });

  it('refuses a file that lacks a column of the mapping, and a mapping that is none, by name', async () => {
    await using desk = await openEventsDesk();
    const file = await desk.write('a.csv', 'what,item,when\nlook,p1,2026-01-01\n');
    await expect(desk.import(file)).rejects.toMatchObject({ code: 'IMPORT_FILE_INVALID', message: expect.stringContaining('column "who", got "what"') as string });
    for (const [wrong, expected] of [
      [{ ...MAPPING, at: { column: 'when', timeZone: 'Mars/Olympus' } }, 'at.timeZone: expected a time zone'],
      [{ ...MAPPING, type: { value: 'STEAL' } }, 'type: expected a column\'s name, or an object as docs/events-mapping.md shows'],
      [{ ...MAPPING, shoper: 'who' }, 'shoper: unknown; did you mean "shopper"?'],
      [{}, 'productId'],
    ] as const) {
      await expect(desk.import(file, wrong)).rejects.toMatchObject({ code: 'MAPPING_INVALID', message: expect.stringContaining(expected) as string });
    }
  });

  it('takes what stands before a damage, and says how much', async () => {
    await using desk = await openEventsDesk();
    const rows = Array.from({ length: 20_000 }, (_, i) => `look,p${Math.sin(i)},sam,2026-01-01\n`).join('');
    const whole = zipped(`${HEADER}\n${rows}`);
    await expect(desk.import(await desk.write('a.csv.gz', whole.subarray(0, whole.length - 2_000)))).rejects.toThrow(/[1-9]\d* events of \d+ rows were recorded before/);
    expect((await desk.events()).length).toBeGreaterThan(1_000);
    const again = await desk.import(await desk.write('a.csv.gz', whole));
    expect(again.summary.recorded + again.summary.duplicates).toBe(20_000);
    expect(again.progress.at(-1)).toMatchObject({ rows: 20_000, share: 1 });
  });

  it('stops between two batches when told, and is simply run again', async () => {
    await using desk = await openEventsDesk();
    const file = await desk.write('a.csv', `${HEADER}\n${Array.from({ length: 3_000 }, (_, i) => `look,p${i},sam,2026-01-01\n`).join('')}`);
    const stopping = new AbortController();
    const recordHistory = desk.users.recordHistory.bind(desk.users);
    Object.assign(desk.users, {
      async recordHistory(...args: Parameters<typeof recordHistory>) {
        const outcomes = await recordHistory(...args);
        stopping.abort(new Error('stopped'));
        return outcomes;
      },
    });
    await expect(desk.import(file, undefined, stopping.signal)).rejects.toThrow('stopped');
    expect(await desk.events()).toHaveLength(1_000);
    Object.assign(desk.users, { recordHistory });
    expect((await desk.import(file)).summary).toMatchObject({ recorded: 2_000, duplicates: 1_000 });
  });

  it('accounts for every row: recorded, known, left out or bad', async () => {
    const row = fc.constantFrom('look,p1,sam,2026-01-01', 'buy,p1,sam,2026-01-01', 'look,p2,ann,2026-01-02', 'look,test,sam,2026-01-01', 'look,,sam,2026-01-01', 'short', 'steal,p1,sam,2026-01-01');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
        await using desk = await openEventsDesk();
        const skip = [{ column: 'item', oneOf: ['test'], why: 'a test' }];
        const { summary } = await desk.import(await desk.write('a.csv', `${HEADER}\n${rows.join('\n')}\n`), { ...MAPPING, skip });
        const good = rows.filter((text) => /^(look|buy),p/.test(text));
        const wanted = { recorded: new Set(good).size, duplicates: good.length - new Set(good).size };
        const notWanted = rows.filter((text) => text.includes(',test,')).length;
        expect(summary).toMatchObject({ rows: rows.length, ...wanted, badRows: rows.length - good.length - notWanted });
        expect(summary.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(notWanted);
        expect(await desk.events()).toHaveLength(wanted.recorded);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the guide to mappings of events', () => {
  it('shows mappings that are taken', async () => {
    await using desk = await openEventsDesk();
    const blocks = [...readFileSync(join(DOCS, 'events-mapping.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json!);
    expect(blocks.length).toBeGreaterThan(1);
    for (const json of blocks) await expect(readEventsMapping(await desk.write('m.json', json))).resolves.toBeDefined();
    const examples = readdirSync(join(DOCS, 'mappings')).filter((file) => file.endsWith('-events.json'));
    expect(examples.length).toBeGreaterThan(0);
    for (const file of examples) await expect(readEventsMapping(join(DOCS, 'mappings', file))).resolves.toBeDefined();
  });

  it('has an example that does with the dirt of a real file what it says', async () => {
    await using desk = await openEventsDesk();
    const mapping = JSON.parse(readFileSync(join(DOCS, 'mappings/online-retail-events.json'), 'utf8')) as object;
    const lines = [
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '1,A1,LAMP,6,2010-12-01 08:26:00,2.55,100,UK',
      '1,A1,LAMP,6,2010-12-01 08:26:00,2.55,100,UK',
      'C2,A1,LAMP,-6,2011-07-01 08:26:00,2.55,100,UK',
      '3,A2,CHAIR,1,2011-07-01 08:26:00,10,,UK',
      '4,POST,POSTAGE,1,2011-07-01 08:26:00,10,100,UK',
      '5,A2,CHAIR,-1,2011-07-01 08:26:00,10,100,UK',
      '6,A2,CHAIR,1,2011-07-01 08:26:00,0.0,100,UK',
      '7,A2,CHAIR,1,2011-07-01 08:26:00,10,100,UK',
    ];
    const { summary } = await desk.import(await desk.write('retail.csv', lines.join('\n')), mapping);
    expect(summary).toMatchObject({ rows: 8, recorded: 2, duplicates: 1, badRows: 0 });
    expect(await desk.events()).toMatchObject([
      { shopper: 'user:100', type: 'PURCHASE', productId: 'A1', atMs: Date.UTC(2010, 11, 1, 8, 26), quantity: 6, price: { amount: 255, currency: 'GBP' } },
      { productId: 'A2', atMs: Date.UTC(2011, 6, 1, 7, 26) },
    ]);
  });
});
