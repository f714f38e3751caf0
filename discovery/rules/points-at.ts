import { attributeKey, type Product, type ProductAttribute } from '../../stores/ports/product.ts';
import type { ProductTarget } from '../../stores/ports/product-target.ts';
import type { IndexFilter } from '../../stores/ports/search-index.ts';

/** Whether a target points at a product, as the index would say, without asking it. */
export function pointsAt({ productIds, filters }: ProductTarget, product: Product): boolean {
  return productIds.includes(product.id) || (filters.length > 0 && filters.every((filter) => passes(filter, product)));
}

/** Whether a product passes a filter, as the index would say. */
export function passes({ field, values, range }: IndexFilter, product: Product): boolean {
  const { texts, numbers } = valuesOf(field, product);
  if (values === null) return numbers.some((number) => number >= (range.min ?? -Infinity) && number <= (range.max ?? Infinity));
  return values.some(
    (wanted) =>
      texts.some((text) => text.toLowerCase() === wanted.toLowerCase()) || (wanted.trim() !== '' && numbers.includes(Number(wanted))),
  );
}

interface FieldValues {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

function isNumber({ kind }: ProductAttribute): boolean {
  return kind === 'number';
}

function valuesOf(field: IndexFilter['field'], { categories, brand, availability, price, rating, attributes }: Product): FieldValues {
  switch (field) {
    case 'category':
      return { texts: categories.map(({ id }) => id), numbers: [] };
    case 'brand':
      return { texts: brand === null ? [] : [brand], numbers: [] };
    case 'availability':
      return { texts: [availability], numbers: [] };
    case 'price':
      return { texts: [], numbers: price === null ? [] : [price.amount] };
    case 'rating':
      return { texts: [], numbers: rating === null ? [] : [rating.average] };
    default: {
      const named = attributes.filter(({ name }) => `attributes.${attributeKey(name)}` === field);
      return {
        texts: named.filter((attribute) => !isNumber(attribute)).flatMap(({ values }) => values),
        numbers: named.filter(isNumber).flatMap(({ values }) => values.map(Number)),
      };
    }
  }
}
