import type { CatalogMapping, ValueSource } from './catalog-mapping.ts';

/** Columns that a mapping makes fields of the product from, and so no attributes; each once. */
export function fieldColumns(mapping: CatalogMapping): readonly string[] {
  const { id, title, description, brand, url, categoryPath, price, listPrice, availability, rating, images, gtins, groupId, releasedAt } = mapping;
  const levels = typeof categoryPath === 'object' && 'columns' in categoryPath ? categoryPath.columns : [categoryPath];
  const columns = [
    ...[id, title, description, brand, url, ...levels, price, price?.currency, listPrice, listPrice?.currency, availability].map(columnOf),
    rating?.average,
    rating?.count,
    ...(images ?? []),
    ...(gtins ?? []),
    ...[groupId, releasedAt].map(columnOf),
  ];
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/** All columns that a mapping names, those of attributes and of rows to be skipped too; each once. */
export function namedColumns(mapping: CatalogMapping): readonly string[] {
  const attributes = Object.keys(mapping.attributes?.columns ?? {});
  return [...new Set([...fieldColumns(mapping), ...attributes, ...(mapping.skip ?? []).map(({ column }) => column)])];
}

function columnOf(source: ValueSource | { readonly column: string } | undefined): string | undefined {
  if (source === undefined || typeof source === 'string') return source;
  return 'column' in source ? source.column : undefined;
}
