import { onlineRetailDescriptions } from './online-retail-descriptions.ts';
import { createSeededRandom } from '../../ranker/index.ts';
import { isMostlyLatin, type ProductText } from '../../search/index.ts';
import { titleOnly } from './title-only.ts';
import { generateSampleCatalog } from '../sample/index.ts';
import { glossaryPhrases } from './glossary/glossary-phrases.ts';

const SEED = 1;
const SAMPLE_PRODUCTS = 8_000;

export const SHIPPED_NOTICE =
  "Texts: Aisle's sample shop and glossary; product descriptions of the UCI data set Online Retail (Daqing Chen, CC BY 4.0, doi 10.1057/dbm.2012.17).";

/**
 * The texts that the shipped table is fitted on: only what may be passed on. Sample titles that differ by numbers alone
 * are taken once.
 * @param onlineRetail - The data set's CSV, plain or gzip.
 */
export async function shippedCorpus(onlineRetail: string): Promise<readonly ProductText[]> {
  const random = createSeededRandom(SEED);
  return [
    ...glossaryPhrases(() => random.next()).map(titleOnly),
    ...(await onlineRetailDescriptions(onlineRetail)).map(titleOnly),
    ...sampleProducts(),
  ];
}

function sampleProducts(): readonly ProductText[] {
  const products = new Map<string, ProductText>();
  for (const { record } of generateSampleCatalog({ seed: SEED, products: SAMPLE_PRODUCTS })) {
    const { title, categoryPath, description } = record;
    if (typeof title !== 'string' || !isMostlyLatin(title)) continue;
    const key = title.replaceAll(/\d/g, '');
    if (products.has(key)) continue;
    const categories = Array.isArray(categoryPath) ? categoryPath.filter((name) => typeof name === 'string') : [];
    products.set(key, { title, categories, description: typeof description === 'string' ? description : '' });
  }
  return [...products.values()];
}
