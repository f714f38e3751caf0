/**
 * What a feature speaks of. `relevance`: how well the product answers the query. `content`: what the catalogue says of it.
 * `behaviour`: what all shoppers did with it. `personal`: what this shopper did. Only the last two may change the order of
 * relevance; the others only decide how far.
 */
export type FeatureGroup = 'relevance' | 'content' | 'behaviour' | 'personal';

export interface Feature {
  readonly name: string;
  readonly group: FeatureGroup;
  readonly unit: string;
  /** Values beyond are cut. */
  readonly min: number;
  readonly max: number;
  /** Of a product of which nothing is known in this respect; for relevance, of the best. */
  readonly reference: number;
  readonly meaning: string;
}

/** Inputs of the reranker, in order. A change here makes the models of earlier releases unfit, by name: they are refused. */
export const FEATURES = [
  { name: 'relevance', group: 'relevance', unit: 'share of the best', min: 0, max: 1, reference: 1, meaning: 'lexical and semantic score, fused' },
  { name: 'lexical', group: 'relevance', unit: 'share of the best', min: 0, max: 1, reference: 1, meaning: 'BM25F score' },
  { name: 'missingWords', group: 'relevance', unit: 'words', min: 0, max: 4, reference: 0, meaning: 'words of the query that the product lacks' },
  { name: 'semantic', group: 'relevance', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'query and product text' },
  { name: 'available', group: 'content', unit: '0 or 1', min: 0, max: 1, reference: 1, meaning: 'can be bought now' },
  { name: 'price', group: 'content', unit: 'octaves', min: -3, max: 3, reference: 0, meaning: 'price to the candidates’ median: 1 is twice, -1 is half' },
  { name: 'discount', group: 'content', unit: 'share', min: 0, max: 0.9, reference: 0, meaning: 'taken off the list price' },
  { name: 'rating', group: 'content', unit: 'stars', min: -3, max: 1, reference: 0, meaning: 'Bayesian average, above 4 stars' },
  { name: 'freshness', group: 'content', unit: 'share', min: 0, max: 1, reference: 0, meaning: 'halves every 180 days after release' },
  { name: 'popularity', group: 'behaviour', unit: 'share of the most wanted', min: 0, max: 1, reference: 0, meaning: 'recent demand, on a logarithmic scale' },
  { name: 'trend', group: 'behaviour', unit: 'standard deviations', min: -3, max: 3, reference: 0, meaning: 'demand above the usual' },
  { name: 'clickRate', group: 'behaviour', unit: 'octaves', min: -3, max: 3, reference: 0, meaning: 'clicks to what its places promised, smoothed' },
  { name: 'history', group: 'personal', unit: 'share of 50 events', min: 0, max: 1, reference: 0, meaning: 'how much is known of the shopper, as a logarithm' },
  { name: 'userFit', group: 'personal', unit: 'standard deviations', min: -4, max: 4, reference: 0, meaning: 'user vector times item vector, among the candidates' },
  { name: 'viewedNearest', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'to the nearest product looked at' },
  { name: 'viewedMean', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'mean to products looked at, newest most' },
  { name: 'cartNearest', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'to the nearest product put into the cart' },
  { name: 'cartMean', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'mean to products put into the cart, newest most' },
  { name: 'boughtNearest', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'to the nearest product bought' },
  { name: 'boughtMean', group: 'personal', unit: 'cosine', min: -1, max: 1, reference: 0, meaning: 'mean to products bought, newest most' },
  { name: 'brandAffinity', group: 'personal', unit: 'share', min: 0, max: 1, reference: 0, meaning: 'of the shopper’s steps, on this brand, newest most' },
  { name: 'categoryAffinity', group: 'personal', unit: 'share', min: 0, max: 1, reference: 0, meaning: 'of the shopper’s steps, in these categories, mean over the path' },
  { name: 'priceOffset', group: 'personal', unit: 'octaves', min: -3, max: 3, reference: 0, meaning: 'price to what the shopper looks at in this category' },
  { name: 'seen', group: 'personal', unit: 'share', min: 0, max: 1, reference: 0, meaning: '1 for the product of the newest step, less for earlier ones' },
  { name: 'bought', group: 'personal', unit: '0 or 1', min: 0, max: 1, reference: 0, meaning: 'the shopper has bought it' },
] as const satisfies readonly Feature[];

export type FeatureName = (typeof FEATURES)[number]['name'];

export const FEATURE_COUNT = FEATURES.length;

export const FEATURE_NAMES: readonly FeatureName[] = FEATURES.map(({ name }) => name);

/** Place of each feature in a row of the feature matrix. */
export const COLUMN = Object.fromEntries(FEATURES.map(({ name }, place) => [name, place])) as Readonly<Record<FeatureName, number>>;

/** The features that may change the order of relevance. */
export const DECIDING_COLUMNS: readonly number[] = FEATURES.flatMap(({ group }, place) =>
  group === 'behaviour' || group === 'personal' ? [place] : [],
);

/** Float32 `[FEATURE_COUNT]`. Read, never changed. */
export const REFERENCE_ROW: Float32Array = Float32Array.from(FEATURES, ({ reference }) => reference);
