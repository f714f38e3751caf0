import { categoryPath } from '../../ports/category-path.ts';
import type { FieldValue } from '../../ports/search-index.ts';
import { compareStrings } from '../compare-strings.ts';
import { decodeFacetValue } from '../mapping/facet-value.ts';
import type { SearchBody } from '../query/recall-searches.ts';
import type { SearchAnswer } from './run-searches.ts';

/** Values per round trip. */
const PAGE = 5_000;

interface Page {
  readonly buckets: readonly { readonly key: { readonly value: string }; readonly doc_count: number }[];
  readonly after_key?: { readonly value: string };
}

/** All values of a field, in pages; values that differ in case only are one, written as most are. */
export async function fieldValues(field: 'brand' | 'category', search: (body: SearchBody) => Promise<SearchAnswer>): Promise<readonly FieldValue[]> {
  const found = [];
  for (let after: Page['after_key']; ; ) {
    const { aggregations } = await search(pageSearch(field, after));
    const page = aggregations!['values'] as unknown as Page;
    for (const { key, doc_count: documents } of page.buckets) found.push({ ...decodeFacetValue(key.value), documents });
    after = page.after_key;
    if (after === undefined || page.buckets.length < PAGE) break;
  }
  const values = [...Map.groupBy(found, ({ fold }) => fold).values()].map((same) => {
    const [commonest] = same.toSorted(byDocuments);
    return { value: commonest!.value, label: commonest!.label, documents: same.reduce((sum, { documents }) => sum + documents, 0) };
  });
  const names = new Map(values.map(({ value, label }) => [value, label]));
  return values.toSorted(byDocuments).map((value) => ({ ...value, path: field === 'category' ? categoryPath(value.value, names) : [] }));
}

function pageSearch(field: string, after: Page['after_key']): SearchBody {
  return {
    size: 0,
    track_total_hits: false,
    query: { term: { live: true } },
    aggs: { values: { composite: { size: PAGE, sources: [{ value: { terms: { field: `facet.${field}` } } }], ...(after === undefined ? {} : { after }) } } },
  };
}

function byDocuments(a: { readonly documents: number; readonly value: string }, b: { readonly documents: number; readonly value: string }): number {
  return b.documents - a.documents || compareStrings(a.value, b.value);
}
