export { generateSample, generateSampleCatalog } from './generate-sample.ts';
export type { SampleOptions } from './generate-sample.ts';
export type { HiddenTraits, ProductTruth, SampleProduct } from './sample-product.ts';
