import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../cli/configuration.ts';
import { PROCESS_NAMES, type ProcessName } from '../../cli/processes/process-name.ts';

const STORES = ['MONGODB_URL', 'ELASTICSEARCH_URL', 'REDIS_URL'];
const SUBGRAPHS = ['AISLE_CATALOG_URL', 'AISLE_USERS_URL', 'AISLE_RECOMMENDATIONS_URL'];
const SECRETS = ['AISLE_TOKEN_SECRET', 'AISLE_VISITOR_SECRET', 'AISLE_SUBGRAPH_SECRET'];

/** What `readConfiguration` says of it; empty where it is content. */
function faultsOf(environment: Readonly<Record<string, string>>, only: ProcessName | null = null): string {
  try {
    readConfiguration(environment, only);
    return '';
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    return (error as Error).message;
  }
}

describe('a process alone', () => {
  it.each([
    ['gateway', [...STORES, ...SUBGRAPHS, ...SECRETS]],
    ['catalog', [...STORES, 'AISLE_SUBGRAPH_SECRET']],
    ['users', [...STORES, 'AISLE_SUBGRAPH_SECRET']],
    ['recommendations', [...STORES, 'AISLE_SUBGRAPH_SECRET']],
    ['indexer', STORES],
  ] as const)('%s needs what it cannot make up, all of it named at once', (only, names) => {
    const faults = faultsOf({}, only);
    expect(faults.match(/[A-Z_]+(?=: missing)/g)?.toSorted()).toEqual([...names].toSorted());
    expect(faults).toContain(`"aisle serve --only ${only}" needs it`);
  });

  it('counts the empty string as missing, and names what is there but wrong beside it, never its value', () => {
    const faults = faultsOf({ MONGODB_URL: '', REDIS_URL: 'http://user:hunter2@cache', AISLE_SUBGRAPH_SECRET: 'hunter2' }, 'users');
    expect(faults).toMatch(/MONGODB_URL: missing/);
    expect(faults).toMatch(/REDIS_URL: expected a URL that begins with redis:/);
    expect(faults).toMatch(/AISLE_SUBGRAPH_SECRET: expected at least 32 characters/);
    expect(faults).not.toContain('hunter2');
  });

  it('needs nothing where it is all in one', () => {
    expect(faultsOf({})).toBe('');
  });

  it('is one of five', () => {
    expect(PROCESS_NAMES).toHaveLength(5);
  });
});

describe('origins whose pages may ask', () => {
  it.each([
    [{}, []],
    [{ AISLE_ALLOWED_ORIGINS: '' }, []],
    [{ AISLE_ALLOWED_ORIGINS: 'https://shop.example' }, ['https://shop.example']],
    [{ AISLE_ALLOWED_ORIGINS: 'https://Shop.example:443/, http://localhost:3000' }, ['https://shop.example', 'http://localhost:3000']],
  ] as const)('%j gives %j, as a browser writes them', (environment, origins) => {
    expect(readConfiguration(environment).allowedOrigins).toEqual(origins);
  });

  it.each(['*', 'shop.example', 'https://shop.example/shop', 'https://shop.example,', 'https://*.shop.example', 'null', 'https://a.example https://b.example'])('%s is refused', (given) => {
    expect(faultsOf({ AISLE_ALLOWED_ORIGINS: given })).toMatch(/AISLE_ALLOWED_ORIGINS: expected origins such as/);
  });
});

describe('where a subgraph is', () => {
  it.each([
    ['http://catalog:4001', 'http://catalog:4001'],
    ['https://catalog.shop.example', 'https://catalog.shop.example'],
    ['http://[::1]:4001/', 'http://[::1]:4001'],
  ])('%s is taken', (given, url) => {
    expect(readConfiguration({ AISLE_CATALOG_URL: given }).subgraphs).toEqual({ catalog: url, users: null, recommendations: null });
  });

  it.each(['catalog:4001', 'http://catalog:4001/graphql', 'http://user:hunter2@catalog:4001', 'http://catalog:4001/?a=b', 'ftp://catalog'])('%s is refused', (given) => {
    const faults = faultsOf({ AISLE_CATALOG_URL: given });
    expect(faults).toMatch(/AISLE_CATALOG_URL: expected http:\/\/ or https:\/\/, host and port/);
    expect(faults).not.toContain('hunter2');
  });
});
