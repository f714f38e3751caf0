import type { EngineSchema } from './engine-types.ts';

/**
 * Weights measured on a real catalogue (docs/search-analysis.md); a search over 500 settings found none that is
 * better beyond noise.
 */
export const PRODUCT_SCHEMA: EngineSchema = {
  k1: 1.2,
  dimensions: 0,
  texts: [
    { name: 'title', weight: 3, b: 0.75, vocabulary: true },
    { name: 'brand', weight: 1, b: 0.75, vocabulary: true },
    { name: 'category', weight: 0.5, b: 0.75, vocabulary: true },
    { name: 'description', weight: 1, b: 0.75, vocabulary: false },
    { name: 'attributes', weight: 0.5, b: 0.75, vocabulary: false },
  ],
};
