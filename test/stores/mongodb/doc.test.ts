import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CollectionIndexes } from '../../../stores/mongodb/ensure-indexes.ts';
import { MERCHANDISING_INDEXES } from '../../../stores/mongodb/merchandising/merchandising-collections.ts';
import { usersIndexes } from '../../../stores/mongodb/users/users-collections.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/mongodb.md'), 'utf8');

it.each([
  ['Shoppers', usersIndexes({ keepMs: 1, dropOnServer: true })],
  ['Rules', MERCHANDISING_INDEXES],
])('docs/mongodb.md lists every collection and index of %s, and no other', (title, indexes) => {
  const section = page.split(`\n## ${title}\n`)[1]!.split('\n## ')[0]!;
  const rows = [...section.matchAll(/^\| (`.*?`) \| (.*?) \|/gm)].map(([, collections, second]) => [collections!.replaceAll('`', '').split(', '), second!] as const);
  const isIndex = (cell: string): boolean => /^`.*`$/.test(cell);
  expect(rows.filter(([, cell]) => !isIndex(cell)).flatMap(([collections]) => collections).toSorted()).toEqual(Object.keys(indexes).toSorted());
  const listed = rows.filter(([, cell]) => isIndex(cell)).map(([[collection], cell]) => `${collection}: ${cell.replaceAll('`', '')}`);
  expect(listed).toEqual(namesOf(indexes));
});

function namesOf(indexes: CollectionIndexes): string[] {
  return Object.entries(indexes).flatMap(([collection, descriptions]) =>
    descriptions.map(({ key }) => `${collection}: ${Object.entries(key).map(([field, direction]) => (direction === -1 ? `-${field}` : field)).join(', ')}`),
  );
}
