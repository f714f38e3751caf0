import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration, VARIABLES } from '../../cli/configuration.ts';
import { PROCESS_NAMES, PROCESS_PORTS } from '../../cli/processes/process-name.ts';
import { createProgram } from '../../cli/run-command-line.ts';
import { type ComposeMap, readComposeFile } from './read-compose-file.ts';

const text = readFileSync(join(import.meta.dirname, '../../docker-compose.yml'), 'utf8');
const file = readComposeFile(text);
const services = file['services'] as Readonly<Record<string, ComposeMap>>;
const environmentOf = (service: string) => (services[service]!['environment'] ?? {}) as Readonly<Record<string, string>>;

/** As compose does it, with the variables given; `$$` stays a dollar. */
function interpolate(value: string, variables: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\$|\$\{(\w+)(?::[-?]([^}]*))?\}/g, (found, name: string | undefined, rest: string) =>
    name === undefined ? found.slice(1) : (variables[name] ?? (found.includes(':-') ? rest : '')));
}

const SET = {
  MONGODB_PASSWORD: 'm0ng0',
  ELASTIC_PASSWORD: 'e1astic',
  REDIS_PASSWORD: 'r3dis',
  AISLE_TOKEN_SECRET: 't'.repeat(32),
  AISLE_VISITOR_SECRET: 'v'.repeat(32),
  AISLE_SUBGRAPH_SECRET: 's'.repeat(32),
};

describe('docker-compose.yml', () => {
  it('has each process of Aisle, and the three servers', () => {
    expect(Object.keys(services).toSorted()).toEqual([...PROCESS_NAMES, 'mongodb', 'elasticsearch', 'redis'].toSorted());
  });

  it.each(PROCESS_NAMES)('starts %s by a command that there is', (name) => {
    const [command, ...args] = services[name]!['command'] as readonly string[];
    const serve = createProgram().commands.find((known) => known.name() === command)!;
    const { operands, unknown } = serve.exitOverride().parseOptions([...args]);
    expect([operands, unknown]).toEqual([[], []]);
    expect(serve.opts()).toMatchObject({ only: name, host: '0.0.0.0', data: '/data' });
  });

  it.each(PROCESS_NAMES)('gives %s an environment that is known and complete', (name) => {
    const environment = environmentOf(name);
    expect(Object.keys(environment).filter((variable) => !VARIABLES.includes(variable))).toEqual([]);
    const given = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, interpolate(value, SET)]));
    expect(readConfiguration(given, name).servers).toMatchObject({ mongodbUrl: expect.stringContaining('m0ng0'), elasticsearchUrl: expect.stringContaining('e1astic'), redisUrl: expect.stringContaining('r3dis') });
  });

  it('tells no process a secret that it does not need', () => {
    for (const name of PROCESS_NAMES) {
      const secrets = Object.keys(environmentOf(name)).filter((variable) => variable.endsWith('_SECRET')).length;
      expect([name, secrets]).toEqual([name, name === 'gateway' ? 3 : name === 'indexer' ? 0 : 1]);
    }
  });

  it('sends the gateway, and the health checks, to the ports that the processes listen on', () => {
    const gateway = environmentOf('gateway');
    for (const name of ['catalog', 'users', 'recommendations'] as const) {
      expect(gateway[`AISLE_${name.toUpperCase()}_URL`]).toBe(`http://${name}:${PROCESS_PORTS[name]}`);
    }
    for (const name of PROCESS_NAMES) {
      const { test } = services[name]!['healthcheck'] as { readonly test: readonly string[] };
      expect(test[3]).toContain(`http://127.0.0.1:${PROCESS_PORTS[name]}/health/ready`);
    }
    expect(interpolate((services['gateway']!['ports'] as readonly string[])[0]!, {})).toBe('4000:4000');
  });

  it('bounds the memory of every service and checks its health', () => {
    for (const [name, service] of Object.entries(services)) {
      expect([name, service['mem_limit']]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
      expect(service['healthcheck']).toMatchObject({ interval: '10s', test: expect.any(Array) });
    }
  });

  it('gives Aisle no more than it needs', () => {
    for (const name of PROCESS_NAMES) {
      expect(services[name]).toMatchObject({ read_only: 'true', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], volumes: ['shop:/data'] });
    }
    expect(Object.keys(services).filter((name) => services[name]!['ports'] !== undefined)).toEqual(['gateway']);
    expect(file['networks']).toMatchObject({ inside: { internal: 'true' } });
  });

  it('names what must be set where it is not, and has no secret of its own', () => {
    const variables = [...text.matchAll(/\$\{(\w+)(:[-?])?([^}]*)\}/g)];
    for (const [whole, name, operator, message] of variables) {
      if (/PASSWORD|SECRET/.test(name!)) expect([whole, operator, message]).toEqual([whole, ':?', expect.stringContaining(`${name} must be set`)]);
      else expect([whole, operator]).toEqual([whole, ':-']);
    }
    expect(new Set(variables.map(([, name]) => name).filter((name) => /PASSWORD|SECRET/.test(name!)))).toEqual(new Set(Object.keys(SET)));
  });

  it('takes the servers from where the engine takes them, at a version', () => {
    for (const name of ['mongodb', 'elasticsearch', 'redis']) expect(services[name]!['image']).toMatch(/^[a-z]+:\d[\d.]*$/);
  });
});
