import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../ranker/index.ts';
import { sideBySide } from '../../../ranker/content/side-by-side.ts';
import { createSparseContentPart } from '../../../ranker/content/sparse-content-part.ts';
import { rowsOfLength } from '../../../ranker/content/rows-of-length.ts';
import { toSparseMatrix, transposed, visitRow, type SparseMatrix } from '../../../ranker/content/sparse-matrix.ts';
import { tfIdf } from '../../../ranker/content/tf-idf.ts';
import { titleTerms } from '../../../ranker/content/title-terms.ts';
import { truncatedSvd } from '../../../ranker/content/truncated-svd.ts';

describe('titleTerms', () => {
  it('are words and pairs of neighbours', () => {
    expect(titleTerms('Eau de Parfum, 50ｍｌ')).toEqual(['eau', 'de', 'parfum', '50ml', 'eau de', 'de parfum', 'parfum 50ml']);
    expect(titleTerms('  ')).toEqual([]);
  });
});

describe('tfIdf', () => {
  it('weighs rare terms more, drops those of one document, and makes rows of unit length', () => {
    const matrix = tfIdf([['red', 'shoe'], ['red', 'hat', 'hat'], ['red', 'shoe', 'hat'], ['blue', 'shoe'], []]);
    expect(matrix.columns).toBe(3);
    // red and shoe are in 3 of 5 documents, hat in 2.
    const weights = [(1 + Math.log(1)) * Math.log(5 / 3), (1 + Math.log(2)) * Math.log(5 / 2)];
    expect(dense(matrix)[1]).toEqual([weights[0]!, 0, weights[1]!].map((value) => expect.closeTo(value / Math.hypot(...weights), 5)));
    expect(dense(matrix)[3]).toEqual([0, 1, 0]);
    expect(dense(matrix)[4]).toEqual([0, 0, 0]);
  });
});

describe('sparse matrices', () => {
  it('turned twice are themselves, and turned once have rows for columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.nat(), (rows, columns, seed) => {
        const matrix = randomMatrix(rows, columns, seed);
        expect(transposed(transposed(matrix))).toEqual(matrix);
        expect(dense(transposed(matrix))).toEqual(Array.from({ length: columns }, (_, column) => dense(matrix).map((row) => row[column])));
      }),
      { seed: 3 },
    );
  });
});

describe('content part', () => {
  it('sums decayed cosines with the history, newest first, and says nothing of what shares no term', () => {
    const terms = tfIdf([['a', 'b'], ['b', 'c'], ['a', 'c'], ['d', 'e'], ['d', 'e'], ['a']]);
    const part = createSparseContentPart(terms, { name: 'titles', historyDecay: 0.5 });
    const { items, scores } = part.score([2, 0].map((item) => ({ item, type: 'VIEW', atMs: null }))) as { items: Int32Array; scores: Float32Array };
    const rows = dense(terms);
    const cosine = (a: number, b: number): number => rows[a]!.reduce((sum, value, column) => sum + value * rows[b]![column]!, 0);
    expect([...items].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 5]);
    items.forEach((item, place) => expect(scores[place]).toBeCloseTo(cosine(0, item) + 0.5 * cosine(2, item), 5));
  });
});

describe('truncatedSvd', () => {
  it('keeps all inner products of rows where the rank is the whole', () => {
    const matrix = sideBySide([{ matrix: randomMatrix(12, 9, 1), weight: 1 }, { matrix: randomMatrix(12, 7, 2), weight: 0.5 }]);
    const reduced = truncatedSvd(matrix, 12, { seed: 1 });
    expect(gramOf(split(reduced, 12))).toEqual(gramOf(dense(matrix)).map((row) => row.map((value) => expect.closeTo(value, 4))));
  });

  it('loses, at a lower rank, no more than the best there is: the sum of the left-out squares', () => {
    // Rows whose directions are known: three orthogonal patterns of falling size.
    const patterns = [[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 0.5, 0]];
    const rows = Array.from({ length: 30 }, (_, row) => patterns[row % 3]!.map((value, column): [number, number] => [column, value]).filter(([, value]) => value > 0));
    const reduced = truncatedSvd(toSparseMatrix(rows, 4), 2, { seed: 2, oversampling: 1 });
    const lengths = split(reduced, 2).map((row) => Math.hypot(...row));
    expect(lengths.slice(0, 3)).toEqual([3, 2, 0].map((value) => expect.closeTo(value, 3)));
  });

  it('is the same for the same seed', () => {
    const matrix = randomMatrix(20, 15, 5);
    expect(truncatedSvd(matrix, 4, { seed: 3 })).toEqual(truncatedSvd(matrix, 4, { seed: 3 }));
  });
});

function randomMatrix(rows: number, columns: number, seed: number): SparseMatrix {
  const random = createSeededRandom(seed);
  return toSparseMatrix(
    Array.from({ length: rows }, () => Array.from({ length: columns }, (_, column): [number, number] => [column, random.normal()]).filter(() => random.next() < 0.5)),
    columns,
  );
}

function dense(matrix: SparseMatrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    const values = Array<number>(matrix.columns).fill(0);
    visitRow(matrix, row, (column, value) => (values[column] = value));
    return values;
  });
}

const split = (flat: Float32Array, width: number): number[][] => Array.from({ length: flat.length / width }, (_, row) => [...flat.subarray(row * width, (row + 1) * width)]);
const gramOf = (rows: readonly (readonly number[])[]): number[][] => rows.map((a) => rows.map((b) => a.reduce((sum, value, column) => sum + value * b[column]!, 0)));

describe('rowsOfLength', () => {
  it('gives every row the length asked for and keeps its direction, and leaves rows of 0', () => {
    const matrix = rowsOfLength(Float32Array.of(3, 4, 0, 0, -6, 8), 2, 10);
    expect(split(matrix, 2)).toEqual([[6, 8], [0, 0], [-6, 8]].map((row) => row.map((value) => expect.closeTo(value, 5))));
  });
});
