import { attributeKey, type Product, type ProductAttribute, type Rating } from './product.ts';

/** Text fields, heaviest first; what they weigh is the engine's affair. */
export const TEXT_FIELDS = ['title', 'brand', 'category', 'description', 'attributes'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** What of a product is searched, filtered, counted and ranked by. Every index holds the same of it. */
export interface Searchable {
  /** Pieces are analysed one by one, so that no compound joins two of them. */
  readonly texts: Readonly<Record<TextField, readonly string[]>>;
  /** By `IndexField`; each value once, without regard to case, is all that counts. */
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  /** Field to value to the name that is shown, where it differs from the value. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By `IndexField`, and `listPrice`, `ratingCount`, `releasedAt`. */
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  /** False for OUT_OF_STOCK and DISCONTINUED. */
  readonly available: boolean;
  /** Order of a browse, higher first. */
  readonly quality: number;
}

/**
 * Order of a browse: the Bayesian average, which lets a product with few votes stand near the middle. The prior is
 * about what shops' products get, with the weight of some votes.
 */
const PRIOR_AVERAGE = 3.7;
const PRIOR_VOTES = 10;

/** Pure, and the same for every adapter. */
export function searchableOf({ title, brand, description, categories, attributes, price, listPrice, rating, releasedAtMs, availability }: Product): Searchable {
  const keywords: Record<string, string[]> = {
    category: categories.map((category) => category.id),
    brand: brand === null ? [] : [brand],
    availability: [availability],
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
    texts: {
      title: [title],
      brand: brand === null ? [] : [brand],
      category: categories.map((category) => category.name),
      description: description === null ? [] : [description],
      attributes: attributes.flatMap(attributeText),
    },
    keywords,
    labels: { category: Object.fromEntries(categories.map((category) => [category.id, category.name])) },
    numbers,
    available: availability === 'IN_STOCK' || availability === 'PREORDER',
    quality: bayesianAverage(rating),
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
