import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { AISLE } from '../support/aisle-process.ts';
import { spawnNode } from '../support/run-node.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { serveShop } from './served-shop.ts';
import { objects, runAisle } from './run-aisle.ts';

const COMMANDS = ['serve', 'import', 'compose', 'token', 'index status', 'index rebuild', 'index verify', 'index repair', 'index replay', 'models list', 'models activate'];

describe('use', () => {
  it.each(COMMANDS)('%s has --help with its options, and --json', async (command) => {
    const { code, output } = await runAisle([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(output).toContain('Usage: aisle');
    expect(output).toContain('--json');
  });

  it.each([
    ['an unknown command', ['srve'], 'Did you mean serve?'],
    ['an unknown option', ['serve', '--prot', '1'], 'Did you mean --port?'],
    ['a port that is none', ['serve', '--port', 'http'], '"http"'],
    ['an option left out', ['import', '--catalog', 'x.csv'], '--catalog-mapping'],
    ['one of two that go together', ['serve', '--catalog', 'x.csv'], '--catalog-mapping is missing'],
    ['events without their mapping', ['import', '--events', 'x.csv'], '--events-mapping is missing'],
    ['nothing to import', ['import'], '--events and --events-mapping'],
    ['events without a catalogue', ['serve', '--events', 'x.csv', '--events-mapping', 'm.json'], '--catalog'],
    ['erasing nobody', ['erase'], 'one of --user and --visitor, got none'],
    ['a mapping that is not there', ['import', '--catalog', 'x.csv', '--catalog-mapping', '/nowhere/m.json', '--data', ':tmp:'], '/nowhere/m.json'],
    ['a folder that is not there', ['index', 'status', '--data', '/nowhere/shop'], '/nowhere/shop'],
    ['a role that is none', ['token', '--role', 'KING'], 'KING'],
  ])('%s is wrong use, and named', async (_what, args, expected) => {
    await using folder = await temporaryFolder();
    const { code, errors } = await runAisle(args.map((arg) => (arg === ':tmp:' ? folder.path : arg)));
    expect(errors).toContain(expected);
    expect(code).toBe(2);
  });

  it('lists every fault of the environment at once, by name, and shows no secret', async () => {
    const { code, errors } = await runAisle(['serve'], { AISLE_TOKEN_SECRET: 'hunter2', AISLE_LOG_LEVEL: 'loud', MONGODB_URL: 'http://user:pass@host' });
    expect(code).toBe(2);
    expect(errors).toContain('3 fault(s)');
    for (const name of ['AISLE_TOKEN_SECRET', 'AISLE_LOG_LEVEL', 'MONGODB_URL']) expect(errors).toContain(name);
    expect(errors).not.toMatch(/hunter2|pass@/);
  });

  it('refuses to listen beyond loopback without configured secrets', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'filled-with.json'), '{"name":"sample shop"}');
    const { code, errors } = await runAisle(['serve', '--host', '0.0.0.0', '--port', '0', '--data', folder.path]);
    expect(code).toBe(2);
    expect(errors).toContain('AISLE_TOKEN_SECRET');
  });

  it('compose --check finds the generated files current', async () => {
    const run = await runAisle(['compose', '--check', '--json']);
    expect(run.code).toBe(0);
    expect(objects(run).length).toBeGreaterThan(3);
    for (const file of objects(run)) expect(file).toMatchObject({ current: true });
  });
});

describe('a pipe that is closed by its reader', () => {
  it.each([
    ['results', 'stdout', ['compose', '--check', '--json'], 0],
    ['remarks', 'stderr', ['token', '--role', 'KING'], 2],
  ] as const)('takes nothing from a command but its %s', async (_what, closed, args, expected) => {
    const child = spawnNode([AISLE, ...args], {});
    child[closed]!.destroy();
    const [errors] = await Promise.all([closed === 'stderr' ? '' : text(child.stderr!), once(child, 'close')]);
    expect({ code: child.exitCode, errors }).toEqual({ code: expected, errors: '' });
  });
});

describe('aisle fit-text-encoder', () => {
  it.each([
    [['fit-text-encoder'], '--minilm'],
    [['fit-text-encoder', '--minilm', '/nowhere', '--data', '/nowhere/shop'], '--data'],
    [['fit-text-encoder', '--minilm', '/nowhere', '--seed', 'x'], '--seed'],
    [['fit-text-encoder', '--minilm', '/tmp', '--data', '/tmp'], 'model.onnx'],
  ])('%j names what is wrong', async (args, named) => {
    const { code, errors } = await runAisle(args);
    expect(code).toBe(2);
    expect(errors).toContain(named);
  });
});

describe('a shop from import to replay', () => {
  it('imports, lists what is bad by line, updates, and keeps its index in step', async () => {
    await using folder = await temporaryFolder();
    const path = (name: string): string => join(folder.path, name);
    const data = ['--data', path('shop'), '--json'];
    const importing = ['import', '--catalog', path('shop.csv'), '--catalog-mapping', path('mapping.json'), ...data];
    await writeFile(path('mapping.json'), JSON.stringify({ id: 'id', title: 'title', currency: 'EUR', price: { column: 'price', unit: 'major' } }));
    await writeFile(path('shop.csv'), 'id,title,price\na,Lamp,5\nb,Chair\nc,,5\nd,Table,-1\n');

    const first = await runAisle(importing);
    expect(first.code).toBe(0);
    expect(objects(first)).toEqual([
      { badRow: { line: 3, code: 'COLUMN_COUNT', message: expect.any(String) as string } },
      { import: expect.objectContaining({ rows: 4, stored: 3, badRows: 1 }) as object },
      { refused: { line: 4, id: 'c', issues: [expect.objectContaining({ code: 'TITLE_MISSING' })] } },
      { refused: { line: 5, id: 'd', issues: [expect.objectContaining({ code: 'PRICE_NEGATIVE' })] } },
      { documents: 1 },
    ]);

    await writeFile(path('shop.csv'), 'id,title,price\na,Lamp,6\nb,Chair,7\nc,Couch,5\nd,Table,-1\n');
    expect(objects(await runAisle(importing)).at(-1)).toEqual({ documents: 3 });
    const status = objects(await runAisle(['index', 'status', ...data]))[0];
    expect(status).toMatchObject({ documents: 3, products: 3, pendingChanges: 0, quarantined: 1, quarantinedByReason: { PRICE_NEGATIVE: 1 } });

    await writeFile(path('mapping.json'), JSON.stringify({ id: 'id', title: 'title' }));
    await writeFile(path('shop.csv'), 'id,title,price\n');
    await runAisle(importing);
    const replayed = await runAisle(['index', 'replay', '--reason', 'PRICE_NEGATIVE', ...data]);
    expect(objects(replayed)).toEqual([{ replayed: 1, accepted: 1, stillQuarantined: 0 }]);
    expect(objects(await runAisle(['index', 'rebuild', ...data]))).toEqual([{ indexVersion: 'products-2', documents: 4 }]);
    const verified = await runAisle(['index', 'verify', ...data]);
    expect([verified.code, objects(verified)]).toEqual([0, [{ checked: 4, differences: 0 }]]);
    expect((await runAisle(['index', 'replay', 'nope', ...data])).code).toBe(2);
  });

  it('verify fails where something differs and names it; repair restores it', async () => {
    await using folder = await temporaryFolder();
    const { DatabaseSync } = await import('node:sqlite');
    await writeFile(join(folder.path, 'm.json'), '{"id":"id","title":"title"}');
    await writeFile(join(folder.path, 'shop.csv'), 'id,title\na,Lamp\nb,Chair\nc,Table\n');
    const data = ['--data', join(folder.path, 'shop'), '--json'];
    await runAisle(['import', '--catalog', join(folder.path, 'shop.csv'), '--catalog-mapping', join(folder.path, 'm.json'), ...data]);
    {
      const documents = new DatabaseSync(join(folder.path, 'shop', 'index-products-1.db'));
      documents.exec(`UPDATE documents SET product = '{"half' WHERE id = 'a'; DELETE FROM documents WHERE id = 'b';`);
      documents.close();
    }
    const verified = await runAisle(['index', 'verify', ...data]);
    expect(verified.code).toBe(1);
    expect(verified.errors).toContain('INDEX_DIFFERS');
    expect(objects(verified).slice(0, 2)).toMatchObject([{ difference: { id: 'a', kind: 'corrupt' } }, { difference: { id: 'b', kind: 'missing' } }]);
    const repaired = await runAisle(['index', 'repair', ...data]);
    expect([repaired.code, objects(repaired).at(-1)]).toEqual([0, { checked: 3, differences: 0 }]);
  });
});

it('commands on a served shop are done by the process that serves it', async () => {
  await using folder = await temporaryFolder();
  const data = ['--data', folder.path, '--json'];
  const shop = await serveShop(folder.path);
  try {
    await writeFile(join(folder.path, 'm.json'), '{"id":"id","title":"title"}');
    await writeFile(join(folder.path, 'more.csv'), 'id,title\nimported-1,Zyxophone brass\nimported-2,\n');
    const imported = await runAisle(['import', '--catalog', join(folder.path, 'more.csv'), '--catalog-mapping', join(folder.path, 'm.json'), ...data]);
    expect(imported.code).toBe(0);
    expect(objects(imported).some((line) => 'refused' in line)).toBe(true);
    const found = await shop.send('{ search(query: "zyxophone") { edges { node { id } } } }');
    expect(found.data['search'].edges).toEqual([{ node: { id: 'imported-1' } }]);
    await writeFile(join(folder.path, 'e.json'), '{"type":{"value":"VIEW"},"productId":"id","shopper":"who","at":{"column":"at"}}');
    await writeFile(join(folder.path, 'events.csv'), 'id,who,at\nimported-1,admin@aisle,2020-01-01\nimported-1,admin@aisle,never\n');
    const recorded = await runAisle(['import', '--events', join(folder.path, 'events.csv'), '--events-mapping', join(folder.path, 'e.json'), ...data]);
    expect(objects(recorded)).toEqual([
      { badRow: { line: 3, code: 'TIME_INVALID', message: expect.stringContaining('"never"') as string } },
      { importEvents: expect.objectContaining({ rows: 2, recorded: 1, badRows: 1 }) as object },
    ]);
    const mine = await shop.send('mutation { exportMyData { json } }');
    expect(JSON.parse(mine.data['exportMyData'].json as string)).toMatchObject({ events: [{ type: 'VIEW', productId: 'imported-1', at: '2020-01-01T00:00:00.000Z' }] });
    expect(objects(await runAisle(['erase', '--user', 'admin@aisle', ...data]))).toEqual([{ erased: { events: 1, servedLists: expect.any(Number) as number, visitors: 0 } }]);
    expect((await runAisle(['index', 'rebuild', ...data])).code).toBe(0);
    expect((await runAisle(['index', 'verify', ...data])).code).toBe(0);
    expect(objects(await runAisle(['index', 'status', ...data]))[0]).toMatchObject({ indexVersion: 'products-2', pendingChanges: 0 });
    expect((await runAisle(['index', 'replay', 'nope', ...data])).code).toBe(2);
    const second = await runAisle(['serve', '--port', '0', ...data]);
    expect([second.code, second.errors]).toEqual([1, expect.stringContaining('STORE_LOCKED')]);
  } finally {
    expect(await shop.stop()).toBe(0);
  }
  expect((await runAisle(['index', 'verify', ...data])).code).toBe(0);
}, 60_000);

it('takes all good rows of a large file of which every tenth is broken, and lists all bad ones', async () => {
  await using folder = await temporaryFolder();
  const rows = 100_000;
  const broken = [
    (i: number) => `p${i},"Lamp ${i}" closed too early,5`,
    (i: number) => `p${i},Lamp ${i}`,
    (i: number) => `,Lamp ${i},5`,
    (i: number) => `p${i},Lamp ${i},5,more`,
    (i: number) => `p${i},,5`,
    (i: number) => `p${i},Lamp ${i},-5`,
    (i: number) => `p${i},Lamp ${i},free`,
    () => 'p1,Lamp again,5',
  ];
  const lines = ['id,title,price'];
  for (let i = 1; i <= rows; i += 1) lines.push(i % 10 === 0 ? broken[(i / 10) % broken.length]!(i) : `p${i},Lamp ${i},${i % 500}`);
  await writeFile(join(folder.path, 'large.csv'), lines.join('\n'));
  await writeFile(join(folder.path, 'm.json'), JSON.stringify({ id: 'id', title: 'title', currency: 'EUR', price: { column: 'price', unit: 'major' } }));
  const run = await runAisle(['import', '--catalog', join(folder.path, 'large.csv'), '--catalog-mapping', join(folder.path, 'm.json'), '--data', join(folder.path, 'shop'), '--json']);
  expect(run.code).toBe(0);
  const said = objects(run) as readonly { badRow?: { line: number }; refused?: { line: number }; documents?: number }[];
  const bad = said.flatMap(({ badRow, refused }) => badRow?.line ?? refused?.line ?? []).toSorted((a, b) => a - b);
  // Line 1 is the header: row i stands on line i + 1.
  expect(bad).toEqual(Array.from({ length: rows / 10 }, (_, i) => 10 * (i + 1) + 1));
  expect(said.at(-1)?.documents).toBe(rows - rows / 10);
  expect(run.errors).toMatch(/rows\/s, \d+%, \d+ s left/);
}, 120_000);
