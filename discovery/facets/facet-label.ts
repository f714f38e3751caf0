import type { IndexField } from '../../stores/ports/search-index.ts';

/** Name of a facet to show: `attributes.printing colours` becomes `Printing colours`. */
export function facetLabel(field: IndexField): string {
  return capitalized(field.startsWith('attributes.') ? field.slice('attributes.'.length) : field);
}

/** Name of a bucket to show, where the index has none of its own: `IN_STOCK` becomes `In stock`. */
export function availabilityLabel(value: string): string {
  return capitalized(value.toLowerCase().replaceAll('_', ' '));
}

function capitalized(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}
