import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngine, type Engine, type EngineDocument, type EngineNeighbour, type EngineNeighbourQuery, type EngineSchema, loadEngine } from '../../../search/index.ts';
import { directions, filters, targets, type Write, writes } from './engine-arbitraries.ts';
import { titled } from './engine-document.ts';
import { naivePasses, naivePointsAt } from './naive-search.ts';
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

const queries = fc.record({ vector: directions.map(unit), filters: fc.array(filters, { maxLength: 2 }), limit: fc.constantFrom(1, 3, 1_000), hide: fc.array(targets, { maxLength: 1 }), only: fc.array(fc.array(targets, { maxLength: 2 }), { maxLength: 1 }) });

it('are the documents that looking at every one gives, also from a snapshot and after clearing up', async () => {
  await fc.assert(
    fc.asyncProperty(writes, queries, async (batch, query) => {
      const engine = createEngine(SCHEMA);
      const documents = new Map<string, EngineDocument>();
      for (const write of batch) apply(engine, documents, write);
      const expected = naiveNearest([...documents.values()], query);
      expect(rounded(engine.nearest(query))).toEqual(expected);
      expect(rounded((await loadEngine(SCHEMA, sourceOf(bytesOf(engine)))).nearest(query))).toEqual(expected);
      engine.compact().forEach(() => {});
      expect(rounded(engine.nearest(query))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

it('gives a vector back as the unit vector of its direction, to the nearest of 127 steps', () => {
  const engine = createEngine({ ...SCHEMA, dimensions: 4 });
  const target = new Float32Array(4);
  fc.assert(
    fc.property(fc.float32Array({ minLength: 4, maxLength: 4, min: -9, max: 9, noNaN: true }), (vector) => {
      engine.put(titled('p', 'lamp', { vector }));
      const norm = Math.hypot(...vector);
      expect(engine.readVector('p', target)).toBe(norm > 0);
      if (norm > 0) expect(Math.max(...vector.map((value, i) => Math.abs(target[i]! - value / norm)))).toBeLessThan(0.01);
    }),
  );
  expect(engine.readVector('absent', target)).toBe(false);
});

it('refuses a vector of another length, or with what is no number', () => {
  const engine = createEngine(SCHEMA);
  for (const vector of [Float32Array.of(1, 2), Float32Array.of(1, Number.NaN, 0)]) {
    expect(() => engine.put(titled('p', 'lamp', { vector }))).toThrow(/vector of 3 finite numbers/);
  }
  expect(engine.size()).toBe(0);
});

it('has no neighbours for a vector of another length', () => {
  const engine = createEngine(SCHEMA);
  engine.put(titled('p', 'lamp', { vector: Float32Array.of(1, 0, 0) }));
  expect(engine.nearest({ vector: Float32Array.of(1, 0), filters: [], limit: 9 })).toEqual([]);
});

function naiveNearest(documents: readonly EngineDocument[], { vector, filters: wanted, hide = [], only = [], limit }: EngineNeighbourQuery): EngineNeighbour[] {
  const near = documents
    .filter((document) => document.vector !== null && !hide.some((target) => naivePointsAt(target, document)) && only.every((demand) => demand.some((target) => naivePointsAt(target, document))) && wanted.every((filter) => naivePasses(document, filter)))
    .map(({ id, group, vector: own }) => ({ id, group, similarity: round(unit(own!).reduce((sum, value, i) => sum + value * vector[i]!, 0)) }))
    .toSorted((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1));
  return near.filter(({ group }, place) => group === null || near.findIndex((other) => other.group === group) === place).slice(0, limit);
}

function rounded(neighbours: readonly EngineNeighbour[]): EngineNeighbour[] {
  return neighbours.map((neighbour) => ({ ...neighbour, similarity: round(neighbour.similarity) }));
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5 + 0;
}

function unit(vector: Float32Array): Float32Array {
  return vector.map((value) => value / Math.hypot(...vector));
}

function apply(engine: Engine, documents: Map<string, EngineDocument>, write: Write): void {
  if ('put' in write) {
    engine.put(write.put);
    documents.set(write.put.id, write.put);
  } else {
    engine.remove(write.remove);
    documents.delete(write.remove);
  }
}
