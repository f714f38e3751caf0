import type { IndexField } from '../../stores/ports/search-index.ts';
import { invalidInput } from './invalid-input.ts';
import { parseField } from './parse-field.ts';

/** What is counted where the caller names no fields. */
const STANDARD_FACETS: readonly IndexField[] = ['category', 'brand', 'price', 'rating', 'availability'];

export const FACETS_MAX = 50;

/** Distinct fields in the order asked for; null gives the standard ones. Errors as in `parseFilters`. */
export function parseFacetFields(fields: readonly string[] | null): readonly IndexField[] {
  if (fields === null) return STANDARD_FACETS;
  if (fields.length > FACETS_MAX) throw invalidInput('fields', `at most ${FACETS_MAX} facets`, String(fields.length));
  return [...new Set(fields.map((field, index) => parseField(field, `fields[${index}]`)))];
}
