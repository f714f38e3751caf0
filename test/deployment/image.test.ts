import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNode } from '../support/run-node.ts';
import { temporaryFolder } from '../stores/embedded/support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n').filter((line) => !line.startsWith('#'));
const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const instructions = (name: string): readonly string[] => last.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

/** What the last stage takes from the working tree: paths, and where they go. */
const copies = instructions('COPY').filter((copy) => !copy.startsWith('--from')).map((copy) => copy.split(' '));

describe('the image', () => {
  it('runs as nobody in particular, in production, and starts what there is', () => {
    expect(instructions('USER')).toEqual(['node']);
    expect(instructions('ENV')).toEqual(['NODE_ENV=production']);
    const [node, script] = JSON.parse(instructions('ENTRYPOINT')[0]!) as readonly string[];
    expect(node).toBe('node');
    expect(existsSync(join(root, script!.replace('/aisle/', '')))).toBe(true);
  });

  it('is sent all that it is made of, and nothing of the tests', () => {
    const sent = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const first = lines.find((line) => line.startsWith('COPY package'))!.split(' ').slice(1, -1);
    expect([...new Set([...first, ...copies.flatMap((copy) => copy.slice(0, -1))])].toSorted()).toEqual(sent.toSorted());
    expect(readdirSync(root)).toEqual(expect.arrayContaining(sent));
    expect(sent.filter((path) => /^(test|bench|docs|node_modules|\.)/.test(path))).toEqual([]);
  });

  it('holds every file that a process loads', async () => {
    await using image = await temporaryFolder();
    for (const copy of copies) {
      const [sources, target] = [copy.slice(0, -1), copy.at(-1)!];
      for (const source of sources) cpSync(join(root, source), join(image.path, target === './' ? source : target), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(image.path, 'node_modules'));
    mkdirSync(join(image.path, 'data'));
    const modules = ['cli/aisle.ts', 'cli/serve-shop.ts', 'cli/serve-process.ts'].map((path) => `await import(${JSON.stringify(join(image.path, path))});`);
    const { code, errors } = await runNode(['--input-type=module', '--eval', `process.argv = ['node', 'aisle', '--help']; ${modules.join(' ')}`], {});
    expect([errors, code]).toEqual(['', 0]);
  }, 60_000);
});
