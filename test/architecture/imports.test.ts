import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Which rooms each room may import besides itself; the table of ARCHITECTURE.md. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  search: ['schema'],
  ranker: ['schema', 'search'],
  'stores/ports': ['schema'],
  'stores/embedded': ['schema', 'stores/ports', 'search'],
  'stores/mongodb': ['schema', 'stores/ports', 'search'],
  'stores/elasticsearch': ['schema', 'stores/ports', 'search'],
  'stores/redis': ['schema', 'stores/ports', 'search'],
  discovery: ['schema', 'search', 'ranker', 'stores/ports'],
  indexer: ['schema', 'search', 'ranker', 'stores/ports'],
  subgraphs: ['schema', 'discovery', 'stores/ports'],
  gateway: ['schema', 'stores/ports'],
  cli: ['schema', 'search', 'ranker', 'stores/ports', 'stores/embedded', 'stores/mongodb', 'stores/elasticsearch', 'stores/redis', 'discovery', 'indexer', 'subgraphs', 'gateway'],
};

/** Rooms of vocabulary, imported file by file; any other is entered through an index.ts. */
const OPEN_ROOMS = new Set(['schema', 'stores/ports']);

/** Packages that only some rooms may know. */
const DRIVERS: Readonly<Record<string, readonly string[]>> = {
  'node:sqlite': ['stores/embedded'],
  mongodb: ['stores/mongodb'],
  '@elastic/elasticsearch': ['stores/elasticsearch'],
  ioredis: ['stores/redis'],
  bullmq: ['stores/redis'],
  '@tensorflow/tfjs': ['ranker'],
  '@tensorflow/tfjs-core': ['ranker'],
  '@tensorflow/tfjs-backend-wasm': ['ranker'],
  '@tensorflow/tfjs-node': ['ranker'],
  fastify: ['gateway', 'subgraphs'],
  '@fastify/cors': ['gateway'],
  '@apollo/gateway': ['gateway'],
  '@apollo/server': ['gateway'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const imports = sourceFiles(root)
  .filter((file) => roomOf(file) !== null)
  .flatMap((file): Import[] =>
    importedNames(readFileSync(join(root, file), 'utf8')).map((name) => ({
      file,
      room: roomOf(file)!,
      target: name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name,
    })),
  );

const betweenRooms = imports.filter(({ room, target }) => roomOf(target) !== null && roomOf(target) !== room);

describe('imports between rooms', () => {
  it('are read at all, in every room of the table', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(new Set(imports.map(({ room }) => room))).toEqual(new Set(Object.keys(ALLOWED)));
  });

  it('point only where the table allows', () => {
    const forbidden = betweenRooms.filter(({ room, target }) => !ALLOWED[room]!.includes(roomOf(target)!));
    expect(forbidden).toEqual([]);
  });

  it('enter a room through its index.ts', () => {
    const aroundTheDoor = betweenRooms.filter(
      ({ target }) => !OPEN_ROOMS.has(roomOf(target)!) && !/(^|\/)index\.ts$/.test(target),
    );
    expect(aroundTheDoor).toEqual([]);
  });

  it('leave drivers to their adapters', () => {
    const strays = imports.filter(({ room, target }) => !(DRIVERS[target] ?? [room]).includes(room));
    expect(strays).toEqual([]);
  });

  it('leave nothing outside the table', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\.|node_modules|test|bench|docs|data|stores|coverage)/.test(entry.name))
      .map((entry) => entry.name);
    expect(folders.filter((folder) => !(folder in ALLOWED))).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.name.endsWith('.ts') ? [relative(root, path)] : [];
  });
}

function importedNames(text: string): string[] {
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2]!,
  );
}

function roomOf(path: string): string | null {
  return Object.keys(ALLOWED).find((room) => path.startsWith(`${room}/`)) ?? null;
}
