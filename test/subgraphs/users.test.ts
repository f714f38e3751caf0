import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../schema/identity.ts';
import type { Subgraph } from '../../subgraphs/index.ts';
import { plain, run } from './support.ts';
import { openUsersShop, type UsersShop } from './users-shop.ts';

let shop: UsersShop;
let users: Subgraph;
beforeAll(async () => {
  shop = await openUsersShop();
  users = shop.subgraph;
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('me', () => {
  it.each<[string, Identity, unknown]>([
    ['a shopper', { role: 'SHOPPER', userId: 'sam', visitorId: 'v1' }, { id: 'sam', anonymous: false, roles: ['SHOPPER'] }],
    ['an analyst', { role: 'ANALYST', userId: 'ann', visitorId: null }, { id: 'ann', anonymous: false, roles: ['SHOPPER', 'ANALYST'] }],
    ['a merchandiser', { role: 'MERCHANDISER', userId: 'mo', visitorId: null }, { id: 'mo', anonymous: false, roles: ['SHOPPER', 'ANALYST', 'MERCHANDISER'] }],
    ['an admin', { role: 'ADMIN', userId: 'ada', visitorId: null }, { id: 'ada', anonymous: false, roles: ['SHOPPER', 'ANALYST', 'MERCHANDISER', 'ADMIN'] }],
    ['a visitor', { role: 'ANONYMOUS', userId: null, visitorId: 'v1' }, { id: 'v1', anonymous: true, roles: [] }],
    ['no one', { role: 'ANONYMOUS', userId: null, visitorId: null }, null],
  ])('is %s', async (_who, identity, me) => {
    expect(plain(await run(users, '{ me { id anonymous roles } }', { identity }))).toEqual({ data: { me } });
  });
});

describe('the User entity', () => {
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id anonymous roles } } }';

  it('shows callers themselves, and no one else', async () => {
    const representations = ['sam', 'ann', 'v1'].map((id) => ({ __typename: 'User', id }));
    const identity: Identity = { role: 'SHOPPER', userId: 'sam', visitorId: 'v1' };
    const response = await run(users, query, { variables: { r: representations }, identity });
    expect(plain(response)).toEqual({ data: { _entities: [{ id: 'sam', anonymous: false, roles: ['SHOPPER'] }, null, null] } });
  });
});
