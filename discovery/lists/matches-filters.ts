import { attributeKey, type Product } from '../../stores/ports/product.ts';
import type { IndexField, IndexFilter } from '../../stores/ports/search-index.ts';

/**
 * True where a product meets all the filters, by the rules of `IndexFilter`: for candidates that came from elsewhere than the
 * index. A property test compares it with the index's own answer.
 */
export function matchesFilters(product: Product, filters: readonly IndexFilter[]): boolean {
  return filters.every((filter) => matches(product, filter));
}

function matches(product: Product, { field, values, range }: IndexFilter): boolean {
  if (values === null) {
    const { min, max } = range;
    return numbersOf(product, field).some((number) => (min === null || number >= min) && (max === null || number <= max));
  }
  const texts = new Set(values.map(folded));
  const numbers = new Set(values.filter((value) => value.trim() !== '').map(Number));
  return (
    keywordsOf(product, field).some((value) => texts.has(folded(value))) ||
    numbersOf(product, field).some((number) => numbers.has(number))
  );
}

function keywordsOf(product: Product, field: IndexField): readonly string[] {
  switch (field) {
    case 'category':
      return product.categories.map(({ id }) => id);
    case 'brand':
      return product.brand === null ? [] : [product.brand];
    case 'availability':
      return [product.availability];
    case 'price':
    case 'rating':
      return [];
    default:
      return attributeValues(product, field, { numbers: false });
  }
}

function numbersOf(product: Product, field: IndexField): readonly number[] {
  switch (field) {
    case 'price':
      return product.price === null ? [] : [product.price.amount];
    case 'rating':
      return product.rating === null ? [] : [product.rating.average];
    case 'category':
    case 'brand':
    case 'availability':
      return [];
    default:
      return attributeValues(product, field, { numbers: true }).map(Number);
  }
}

function attributeValues(
  { attributes }: Product,
  field: `attributes.${string}`,
  { numbers }: { readonly numbers: boolean },
): readonly string[] {
  const key = field.slice('attributes.'.length);
  return attributes
    .filter(({ name, kind }) => (kind === 'number') === numbers && attributeKey(name) === key)
    .flatMap(({ values }) => values);
}

function folded(value: string): string {
  return value.toLowerCase();
}
