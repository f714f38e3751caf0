import { type EngineDocument, kindsOf } from '../../../search/index.ts';
import { attributeKey, type ProductAttribute, type Rating } from '../../ports/product.ts';
import type { IndexDocument } from '../../ports/search-index.ts';

/**
 * Order of a browse: the Bayesian average, which lets a product with few votes stand near the middle. The prior is
 * about what shops' products get, with the weight of some votes.
 */
const PRIOR_AVERAGE = 3.7;
const PRIOR_VOTES = 10;

/** What the engine searches, filters, counts and ranks by of a document. Pure. */
export function toEngineDocument({ product, embedding }: Pick<IndexDocument, 'product' | 'embedding'>): EngineDocument {
  const { id, title, brand, description, categories, attributes, price, listPrice, rating, releasedAtMs, availability, groupId } = product;
  const keywords: Record<string, string[]> = {
    category: categories.map((category) => category.id),
    brand: brand === null ? [] : [brand],
    availability: [availability],
    kinds: [...kindsOf(product)],
  };
  const numbers: Record<string, number[]> = {
    price: price === null ? [] : [price.amount],
    listPrice: listPrice === null ? [] : [listPrice.amount],
    rating: rating === null ? [] : [rating.average],
    ratingCount: rating === null ? [] : [rating.count],
    releasedAt: releasedAtMs === null ? [] : [releasedAtMs],
  };
  for (const { name, kind, values } of attributes) {
    const field = `attributes.${attributeKey(name)}`;
    if (kind === 'number') (numbers[field] ??= []).push(...values.map(Number));
    else (keywords[field] ??= []).push(...values);
  }
  return {
    id,
    texts: {
      title,
      brand: brand ?? '',
      category: categories.map((category) => category.name),
      description: description ?? '',
      attributes: attributes.flatMap(attributeText),
    },
    keywords,
    labels: { category: Object.fromEntries(categories.map((category) => [category.id, category.name])) },
    numbers,
    group: groupId,
    available: availability === 'IN_STOCK' || availability === 'PREORDER',
    quality: bayesianAverage(rating),
    vector: embedding,
  };
}

/** What a shopper may type of an attribute: a text's values, the name of what the product has; numbers mean nothing alone. */
function attributeText({ name, kind, values }: ProductAttribute): readonly string[] {
  if (kind === 'text') return values;
  return kind === 'boolean' && values.includes('true') ? [name] : [];
}

function bayesianAverage(rating: Rating | null): number {
  if (rating === null) return PRIOR_AVERAGE;
  return (PRIOR_AVERAGE * PRIOR_VOTES + rating.average * rating.count) / (PRIOR_VOTES + rating.count);
}
