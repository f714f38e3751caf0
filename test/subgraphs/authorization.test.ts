import { describe, expect, it } from 'vitest';
import { type Role, ROLES } from '../../schema/identity.ts';
import { openCatalogShop } from './catalog-shop.ts';
import { plain, run } from './support.ts';

/** Every guarded field of the catalog, and the least role that may ask for it. */
const GUARDED: readonly (readonly [field: string, role: Role, operation: string])[] = [
  ['indexHealth', 'MERCHANDISER', '{ indexHealth { documents } }'],
  ['quarantine', 'MERCHANDISER', '{ quarantine { totalCount } }'],
  ['upsertProducts', 'ADMIN', 'mutation { upsertProducts(products: []) { accepted } }'],
  ['deleteProducts', 'ADMIN', 'mutation { deleteProducts(ids: []) { deleted } }'],
  ['replayQuarantined', 'MERCHANDISER', 'mutation { replayQuarantined(ids: []) { replayed } }'],
];

const table = GUARDED.flatMap(([field, least, operation]) => ROLES.map((role) => ({ field, role, least, operation })));
const reaches = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

describe('authorization', () => {
  it.each(table.filter(({ role, least }) => reaches(role, least)))('lets $role ask for $field', async ({ role, operation }) => {
    await using shop = await openCatalogShop();
    expect((await run(shop.subgraph, operation, { role })).errors).toBeUndefined();
  });

  it.each(table.filter(({ role, least }) => !reaches(role, least)))('refuses $field to $role, naming field and role, before any store is asked', async ({ field, role, least, operation }) => {
    await using shop = await openCatalogShop();
    expect(plain(await run(shop.subgraph, operation, { role }))).toEqual({
      data: { [field]: null },
      errors: [
        {
          message: expect.stringMatching(new RegExp(`^${field}: .*${least}`)),
          path: [field],
          extensions: role === 'ANONYMOUS' ? { code: 'UNAUTHENTICATED', reason: 'SIGN_IN_REQUIRED' } : { code: 'FORBIDDEN', reason: 'ROLE_MISSING' },
        },
      ],
    });
    expect(shop.calls).toEqual([]);
  });

  it('guards every mutation of the catalog', async () => {
    await using shop = await openCatalogShop();
    const mutations = Object.keys(shop.subgraph.schema.getMutationType()!.getFields());
    expect(GUARDED.map(([field]) => field)).toEqual(expect.arrayContaining(mutations));
    expect(mutations).toHaveLength(3);
  });
});
