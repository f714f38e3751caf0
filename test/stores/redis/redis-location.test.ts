import { expect, it } from 'vitest';
import { readRedisLocation } from '../../../stores/redis/redis-location.ts';

const PLAIN = { kind: 'server', nodes: [{ host: 'cache', port: 6379 }], username: null, password: null, tls: false, database: 0 };

it.each([
  ['redis://cache', PLAIN],
  ['redis://cache:7000/3', { ...PLAIN, nodes: [{ host: 'cache', port: 7000 }], database: 3 }],
  ['rediss://:p%40ss:word@cache', { ...PLAIN, password: 'p@ss:word', tls: true }],
  ['redis://shop:secret@[::1]:7000', { ...PLAIN, nodes: [{ host: '::1', port: 7000 }], username: 'shop', password: 'secret' }],
  ['redis://a:1,b:2,c', { ...PLAIN, kind: 'cluster', nodes: [{ host: 'a', port: 1 }, { host: 'b', port: 2 }, { host: 'c', port: 6379 }] }],
  ['rediss://cache?cluster=true', { ...PLAIN, kind: 'cluster', tls: true }],
])('reads where Redis is from %s', (url, location) => {
  expect(readRedisLocation(url)).toEqual(location);
});

it.each(['http://cache', 'redis://', 'redis://user:secret@a,,b', 'redis://cache/secret', 'redis://user:secret@a,b/2', 'redis://user:secret@cache:secret'])(
  'refuses %s, and does not repeat it',
  (url) => {
    expect(() => readRedisLocation(url)).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID', message: expect.not.stringContaining('secret') }));
  },
);
