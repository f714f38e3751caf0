/** Ways in which some records of the sample are spoilt on purpose. */
export const DIRT_KINDS = [
  'html',
  'entities',
  'full-width',
  'control-characters',
  'title-missing',
  'title-blank',
  'price-negative',
  'currency-unknown',
  'gtin-broken',
  'rating-absurd',
  'id-repeated',
] as const;
export type DirtKind = (typeof DIRT_KINDS)[number];

/** Records that cleaning can only refuse; the others can be put right. */
export const REFUSED_DIRT: ReadonlySet<DirtKind> = new Set(['title-missing', 'title-blank', 'price-negative', 'currency-unknown']);
