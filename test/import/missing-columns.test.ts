import { describe, expect, it } from 'vitest';
import { formatEventsSummary, formatSummary } from '../../cli/import/index.ts';
import { MAPPING as EVENTS_MAPPING, openEventsDesk } from './events/events-desk.ts';
import { openDesk } from './import-file.ts';

describe('columns of the mapping that no record has', () => {
  it.each([
    ['shop.csv', 'id,name,price\na,Lamp,5\nb,Chair,6\n'],
    ['shop.jsonl', '{"id": "a", "name": "Lamp", "price": 5}\n{"id": "b"}\n'],
  ])('are named, with the most similar one that there is: %s', async (name, content) => {
    await using desk = await openDesk();
    const mapping = { id: 'id', title: 'nom', brand: 'manufacturer', price: { column: 'prices', unit: 'major' }, currency: 'EUR' };
    const { summary } = await desk.import(await desk.write(name, content), mapping);
    expect(summary.missingColumns).toEqual([
      { column: 'nom', nearest: 'name' },
      { column: 'manufacturer', nearest: null },
      { column: 'prices', nearest: 'price' },
    ]);
    expect(formatSummary(summary)).toContain(`no record has the mapping's column "nom"; did you mean "name"?`);
    expect(formatSummary(summary)).toContain(`no record has the mapping's column "manufacturer"\n`);
  });

  it('are looked for in all that the mapping names', async () => {
    await using desk = await openDesk();
    const mapping = {
      id: { column: 'c-id' },
      title: { value: 'always' },
      categoryPath: { columns: ['c-level', { column: 'c-leaf', default: 'x' }] },
      price: { column: 'c-price', unit: 'minor', currency: 'c-currency' },
      availability: { column: 'c-stock', values: { title: 'IN_STOCK' } },
      rating: { average: 'c-stars', count: 'c-reviews' },
      images: ['c-image'],
      gtins: ['c-gtin'],
      releasedAt: { column: 'c-date' },
      attributes: { columns: { 'c-colour': { name: 'Colour' } }, prefixes: { attr_: 'text' } },
      skip: [{ column: 'c-kind', why: 'a service', oneOf: 'service' }],
    };
    const { summary } = await desk.import(await desk.write('shop.jsonl', '{"other": 1}\n'), mapping);
    expect(summary.missingColumns.map(({ column }) => column)).toEqual([
      'c-id', 'c-level', 'c-leaf', 'c-price', 'c-currency', 'c-stock', 'c-stars', 'c-reviews', 'c-image', 'c-gtin', 'c-date', 'c-colour', 'c-kind',
    ]);
  });

  it('are none where one record has them, be it empty, deep inside or on a row that is left out', async () => {
    await using desk = await openDesk();
    const mapping = { id: 'id', title: 'name', brand: 'maker.name', url: 'link', skip: [{ column: 'kind', why: 'a service', oneOf: 'service' }] };
    const lines = ['{"id": "a", "name": null}', '{"id": "b", "maker": {"name": ""}}', '{"id": "b", "link": ""}', '{"kind": "service"}'];
    expect((await desk.import(await desk.write('a.jsonl', lines.join('\n')), mapping)).summary.missingColumns).toEqual([]);
    expect((await desk.import(await desk.write('b.jsonl', '{"id": "a", "name": "x", "kind": 1, "link": "", "maker": "Acme"}\n'), mapping)).summary.missingColumns).toEqual([
      { column: 'maker.name', nearest: null },
    ]);
  });

  it('are not told of a file without records', async () => {
    await using desk = await openDesk();
    expect((await desk.import(await desk.write('a.csv', 'id,name\n'), { id: 'id', title: 'nom' })).summary.missingColumns).toEqual([]);
  });

  it('are told of events, too', async () => {
    await using desk = await openEventsDesk();
    const line = '{"what": "look", "item": "a", "who": "ada", "when": "2026-01-01T00:00:00Z", "pieces": 2}';
    const { summary } = await desk.import(await desk.write('a.jsonl', line), { ...EVENTS_MAPPING, quantity: 'piece' });
    expect(summary).toMatchObject({ recorded: 1, missingColumns: [{ column: 'piece', nearest: 'pieces' }] });
    expect(formatEventsSummary(summary)).toContain('"piece"; did you mean "pieces"?');
  });
});
