import { analyze, packVector, PRODUCT_SCHEMA, spellingOf } from '../../../search/index.ts';
import type { ProductId } from '../../../schema/ids.ts';
import type { IndexDocument } from '../../ports/search-index.ts';
import { searchableOf, TEXT_FIELDS, type Searchable, type TextField } from '../../ports/searchable.ts';
import { encodeFacetValue, foldOf } from './facet-value.ts';
import { numberKey } from './number-key.ts';
import { packFeatures } from './packed-features.ts';

/**
 * How many times a word of a field stands in `terms`. Weighted frequencies and lengths summed over the fields before saturation
 * are BM25F with one length for the whole product (H. Zaragoza et al., Microsoft Cambridge at TREC-13, 2004; Lucene's
 * CombinedFieldQuery does it at search time). Twice the embedded engine's weights.
 */
const REPEATS: Readonly<Record<TextField, number>> = { title: 6, brand: 2, category: 1, description: 2, attributes: 1 };

/** What stands in attributes only is codes and measures as often as words; in descriptions, any word: "waterproof join" is no search. */
const OFFERED: ReadonlySet<string> = new Set(PRODUCT_SCHEMA.texts.flatMap(({ name, vocabulary }) => (vocabulary ? [name] : [])));

/** The document as Elasticsearch keeps it, see `indexSchema`. Pure. */
export function toIndexEntry({ id, version, checksum, product, embedding }: IndexDocument): object {
  const searchable = searchableOf(product);
  const { available, quality } = searchable;
  const direction = embedding === null || embedding.every((component) => component === 0) ? null : packVector(embedding);
  return {
    id,
    version: String(version),
    checksum,
    product,
    features: packFeatures(product, available, direction),
    live: true,
    ...(product.groupId === null ? {} : { group: product.groupId }),
    family: product.groupId === null ? `product ${id}` : `group ${product.groupId}`,
    available,
    quality,
    ...wordsOf(searchable),
    filter: nested(searchable.keywords, (values) => values.map(foldOf)),
    facet: nested(searchable.keywords, (values, field) => distinctFolds(values).map((value) => encodeFacetValue(value, searchable.labels[field]?.[value]))),
    number: numbersOf(searchable),
    ...(direction === null ? {} : { direction: Buffer.from(direction).toString('hex') }),
  };
}

/**
 * What stands for a deleted product, so that no older state of it comes back, however late: Elasticsearch's own memory of deletes
 * is short. It has none of the fields by which products are found.
 */
export function toTombstone(id: ProductId, version: bigint): object {
  return { id, version: String(version), live: false };
}

function wordsOf({ texts }: Searchable): object {
  const terms: string[] = [];
  const titleTerms = new Set<string>();
  const offered = new Set<string>();
  const other = new Set<string>();
  for (const field of TEXT_FIELDS) {
    for (const token of texts[field].flatMap((piece) => analyze(piece))) {
      for (let time = 0; time < REPEATS[field]; time++) terms.push(token.term);
      if (field === 'title') titleTerms.add(token.term);
      const { spelling, offered: complete } = spellingOf(token);
      (complete && OFFERED.has(field) ? offered : other).add(spelling);
    }
  }
  return {
    terms: terms.join(' '),
    titleTerms: [...titleTerms].join(' '),
    spelling: { offered: [...offered], other: [...other.difference(offered)] },
  };
}

function numbersOf({ numbers }: Searchable): object {
  return nested(numbers, (values, field) => (field.startsWith(ATTRIBUTE) ? values.map(numberKey) : values));
}

const ATTRIBUTE = 'attributes.';

/** Fields to values, those of attributes in an object of their own. */
function nested<T>(fields: Readonly<Record<string, readonly T[]>>, change: (values: readonly T[], field: string) => readonly unknown[]): object {
  const attributes: Record<string, readonly unknown[]> = {};
  const others: Record<string, readonly unknown[]> = {};
  for (const [field, values] of Object.entries(fields)) {
    if (values.length === 0) continue;
    if (field.startsWith(ATTRIBUTE)) attributes[field.slice(ATTRIBUTE.length)] = change(values, field);
    else others[field] = change(values, field);
  }
  return { ...others, attributes };
}

/** The first spelling of each value. */
function distinctFolds(values: readonly string[]): string[] {
  return [...new Map(values.toReversed().map((value) => [foldOf(value), value])).values()].toReversed();
}
