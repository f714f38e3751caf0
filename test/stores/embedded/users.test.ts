import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { productId, shopperId } from '../../../schema/ids.ts';
import { createUserStateCache, openEmbeddedUsers } from '../../../stores/embedded/index.ts';
import { openDatabase } from '../../../stores/embedded/sqlite/open-database.ts';
import { prepare } from '../../../stores/embedded/sqlite/statements.ts';
import { productsSql, STEPS_SQL } from '../../../stores/embedded/users/read-sequence.ts';
import { USERS_MIGRATIONS } from '../../../stores/embedded/users/users-schema.ts';
import { ANN, event, SAM, served, VISITOR } from '../../contracts/support/shopper-samples.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const MARK = 'a-product-that-nobody-else-looks-at';

async function bytesIn(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((name) => name.startsWith('users.db') && !name.endsWith('-shm'));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')))).join('\n');
}

it('leaves no byte of what was erased in its files', async () => {
  await using folder = await temporaryFolder();
  await using users = await openEmbeddedUsers({ dataDir: folder.path, now: () => 1 });
  const events = Array.from({ length: 400 }, (_, i) => event(`${MARK}-${i}`, { productId: productId(`${MARK}-${i}`) }));
  await users.record(VISITOR, events);
  await users.append([served(MARK, VISITOR, { query: MARK })]);
  await users.mergeVisitor(VISITOR, SAM);
  await users.updateProfile(SAM, { locale: 'tlh' });
  await users.record(ANN, [event('stays')]);
  expect(await bytesIn(folder.path)).toContain(MARK);
  await users.eraseShopper(SAM);
  const left = await bytesIn(folder.path);
  for (const trace of [MARK, SAM, VISITOR, 'tlh']) expect(left).not.toContain(trace);
  expect(left).toContain(ANN);
});

it('has everything again after it was closed and opened, and never gives a position or a place twice', async () => {
  await using folder = await temporaryFolder();
  const open = () => openEmbeddedUsers({ dataDir: folder.path, now: () => 1 });
  let position: number;
  let place: bigint;
  {
    await using users = await open();
    await users.record(SAM, [event('e1')]);
    ({ position } = await users.record(ANN, [event('e2')]));
    place = (await users.scanEvents(null, 10)).at(-1)!.place;
    await users.eraseShopper(ANN);
  }
  await using users = await open();
  expect((await users.eventsOf(SAM, null, 10)).map(({ event: { id } }) => id)).toEqual(['e1']);
  expect((await users.record(ANN, [event('e3')])).position).toBeGreaterThan(position);
  expect((await users.eventsOf(ANN, null, 10))[0]!.place).toBeGreaterThan(place);
});

it('is unavailable once it is closed, in our words', async () => {
  const users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => 1 });
  await users[Symbol.asyncDispose]();
  for (const call of [
    () => users.record(SAM, [event('e1')]),
    () => users.sequence(SAM),
    () => users.profile(SAM),
    () => users.append([served('l', SAM)]),
    () => users.eraseShopper(SAM),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'USER_STORE_UNAVAILABLE' });
  }
});

it.each([
  ['steps', STEPS_SQL, 'steps_by_time'],
  ['hidden products', productsSql('HIDE'), 'hidden_products'],
  ['bought products', productsSql('PURCHASE'), 'purchased_products'],
])('reads the %s of a sequence along an index, however long the history is', (_what, sql, index) => {
  using database = openDatabase({ path: ':memory:', migrations: USERS_MIGRATIONS, unavailable: 'USER_STORE_UNAVAILABLE' });
  const [plan] = prepare<{ detail: string }>(database, `EXPLAIN QUERY PLAN ${sql}`).all(1);
  expect(plan!.detail).toMatch(new RegExp(`^SEARCH events USING (COVERING )?INDEX ${index} \\(shopper=\\?`));
});

it('a cache keeps no more shoppers than it may, those used longest ago going first', async () => {
  const cache = createUserStateCache({ now: () => 0, maxShoppers: 2 });
  const [a, b, c] = ['a', 'b', 'c'].map(shopperId) as [typeof SAM, typeof SAM, typeof SAM];
  const empty = { position: 1 as never, events: [], hidden: [], purchased: [] };
  await cache.putSequence(a, empty);
  await cache.putSequence(b, empty);
  await cache.state(a);
  await cache.putSequence(c, empty);
  expect(await Promise.all([a, b, c].map(async (shopper) => (await cache.state(shopper)).sequence !== null))).toEqual([true, false, true]);
});
