import { toSparseMatrix, type SparseMatrix } from './sparse-matrix.ts';

export interface TfIdfOptions {
  /** Terms of fewer documents are left out: they tie nothing together. */
  readonly documentsMin?: number;
}

/**
 * Documents as weighted terms: (1 + ln count) × ln(documents / documents with the term), rows of unit length (Salton and
 * Buckley 1988, "ltc"). A document without a known term is a row without entries.
 *
 * @param documents - Terms of each, repeats included.
 * @returns a row a document, a column a term, in the order terms appear.
 */
export function tfIdf(documents: readonly (readonly string[])[], { documentsMin = 2 }: TfIdfOptions = {}): SparseMatrix {
  const counts = documents.map(countTerms);
  const documentsWith = new Map<string, number>();
  for (const terms of counts) for (const term of terms.keys()) documentsWith.set(term, (documentsWith.get(term) ?? 0) + 1);
  const kept = [...documentsWith].filter(([, count]) => count >= documentsMin);
  const columns = new Map(kept.map(([term, count], column) => [term, { column, idf: Math.log(documents.length / count) }]));
  const rows = counts.map((terms) =>
    unitRow(
      [...terms].flatMap(([term, count]): [number, number][] => {
        const known = columns.get(term);
        return known === undefined ? [] : [[known.column, (1 + Math.log(count)) * known.idf]];
      }),
    ),
  );
  return toSparseMatrix(rows, kept.length);
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function unitRow(row: [number, number][]): [number, number][] {
  const length = Math.hypot(...row.map(([, value]) => value));
  return row
    .filter(([, value]) => value > 0)
    .map(([column, value]): [number, number] => [column, value / length])
    .toSorted(([a], [b]) => a - b);
}
