import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngine, type Engine, type EngineDocument, type EngineSchema, loadEngine } from '../../../search/index.ts';
import { queries, type Write, writes } from './engine-arbitraries.ts';
import { naiveSearch } from './naive-search.ts';
import { bytesOf, sourceOf } from './snapshot-bytes.ts';

const SCHEMA: EngineSchema = {
  k1: 1.2,
  dimensions: 3,
  texts: [
    { name: 'title', weight: 3, b: 0.75, vocabulary: true },
    { name: 'brand', weight: 1, b: 0, vocabulary: true },
    { name: 'attributes', weight: 0.5, b: 1, vocabulary: false },
  ],
};

it('finds, orders and counts what looking at every document does, whatever was put, replaced and removed before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(writes, fc.array(queries, { maxLength: 4 })), { maxLength: 4 }), (rounds) => {
      const engine = createEngine(SCHEMA);
      const documents = new Map<string, EngineDocument>();
      for (const [batch, asked] of rounds) {
        for (const write of batch) apply(engine, documents, write);
        expect(engine.size()).toBe(documents.size);
        for (const query of asked) {
          expect(engine.search(query)).toEqual(naiveSearch(SCHEMA, [...documents.values()], query));
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('answers the same while it is cleared up, and afterwards', () => {
  fc.assert(
    fc.property(writes, writes, queries, (before, after, query) => {
      const engine = createEngine(SCHEMA);
      const documents = new Map<string, EngineDocument>();
      for (const write of [...before, ...before, ...after]) apply(engine, documents, write);
      const expected = naiveSearch(SCHEMA, [...documents.values()], query);
      const steps = engine.compact();
      do expect(engine.search(query)).toEqual(expected);
      while (steps.next().done !== true);
      expect(engine.search(query)).toEqual(expected);
      expect(engine.isFragmented()).toBe(false);
      for (const write of before) apply(engine, documents, write);
      expect(engine.search(query)).toEqual(naiveSearch(SCHEMA, [...documents.values()], query));
    }),
    { numRuns: 200 },
  );
});

it('answers the same from its snapshot, and goes on from there', async () => {
  await fc.assert(
    fc.asyncProperty(writes, writes, fc.array(queries, { minLength: 1, maxLength: 4 }), async (before, after, asked) => {
      const engine = createEngine(SCHEMA);
      const documents = new Map<string, EngineDocument>();
      for (const write of before) apply(engine, documents, write);
      const loaded = await loadEngine(SCHEMA, sourceOf(bytesOf(engine)));
      for (const query of asked) expect(loaded.search(query)).toEqual(engine.search(query));
      for (const write of after) apply(loaded, documents, write);
      for (const query of asked) expect(loaded.search(query)).toEqual(naiveSearch(SCHEMA, [...documents.values()], query));
    }),
    { numRuns: 100 },
  );
});

function apply(engine: Engine, documents: Map<string, EngineDocument>, write: Write): void {
  const id = 'put' in write ? write.put.id : write.remove;
  expect(engine.has(id)).toBe(documents.has(id));
  if ('put' in write) {
    engine.put(write.put);
    documents.set(id, write.put);
  } else {
    engine.remove(id);
    documents.delete(id);
  }
  if (engine.isFragmented()) engine.compact().forEach(() => {});
  expect(engine.has(id)).toBe(documents.has(id));
}
