import { normalizeText } from '../../search/index.ts';
import type { FacetCounts, IndexField, IndexFilter } from '../../stores/ports/search-index.ts';
import type { Facet, FacetBucket } from '../search-types.ts';
import { availabilityLabel, facetLabel } from './facet-label.ts';

export interface ToFacetOptions {
  readonly filters: readonly IndexFilter[];
  /** Name to show of a value that no bucket names. */
  readonly labelOf: (field: IndexField, value: string) => string;
}

/** A facet as clients see it: with names, and with every selected value, be its count 0. */
export function toFacet({ field, buckets, stats }: FacetCounts, { filters, labelOf }: ToFacetOptions): Facet {
  const selected = new Map(
    filters
      .filter((filter) => filter.field === field)
      .flatMap(({ values }) => values ?? [])
      .map((value) => [normalizeText(value), value]),
  );
  const counted = buckets.map(({ value, label, count }): FacetBucket => ({
    value,
    label: field === 'availability' ? availabilityLabel(value) : label,
    count,
    selected: selected.has(normalizeText(value)),
  }));
  for (const { value } of buckets) selected.delete(normalizeText(value));
  const missing = [...selected.values()].map((value): FacetBucket => ({
    value,
    label: field === 'availability' ? availabilityLabel(value) : labelOf(field, value),
    count: 0,
    selected: true,
  }));
  return { field, label: facetLabel(field), buckets: [...counted, ...missing], stats };
}
