import { beforeAll, describe, expect, it } from 'vitest';
import { DIRT_KINDS, generateSample, generateSampleCatalog, JUDGED_QUERIES, judgeSample, REFUSED_DIRT, sampleImage, type SampleProduct } from '../../cli/sample/index.ts';
import { rankingQuality } from '../../bench/evaluate/ndcg.ts';
import { clean } from '../../indexer/index.ts';
import { changeVersion } from '../../schema/ids.ts';
import { openEmbeddedSearchIndex } from '../../stores/embedded/index.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { Product } from '../../stores/ports/product.ts';

const OPTIONS = { seed: 20_261_124, products: 3_000 };
const HAN = /\p{Script=Han}/u;
let sample: readonly SampleProduct[];
let products: ReadonlyMap<string, Product>;

beforeAll(() => {
  sample = [...generateSample(OPTIONS)];
  const cleaned = new Map<string, Product>();
  for (const { record } of sample) {
    const result = clean({ ...record, version: changeVersion(1), receivedAtMs: 1 }, null);
    if (result.ok) cleaned.set(record.id, result.product);
  }
  products = cleaned;
});

describe('the sample shop', () => {
  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number): string => JSON.stringify([...generateSampleCatalog({ seed, products: 400 })]);
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has as many products as asked for, over several departments, a good part of them Chinese or mixed', () => {
    expect(sample).toHaveLength(3_000);
    expect(new Set(sample.map(({ truth }) => truth.department)).size).toBeGreaterThanOrEqual(8);
    const chinese = sample.filter(({ record }) => HAN.test(JSON.stringify(record.record))).length / sample.length;
    expect(chinese).toBeGreaterThan(0.15);
    expect(chinese).toBeLessThan(0.35);
    const mixed = [...products.values()].filter(({ title }) => HAN.test(title) && /[a-z]{3}/i.test(title));
    expect(mixed.length).toBeGreaterThan(50);
  });

  it('is dirty on purpose in every way, and cleaning refuses just what cannot be put right', () => {
    const dirty = sample.filter(({ truth }) => truth.dirt !== null);
    expect(new Set(dirty.map(({ truth }) => truth.dirt))).toEqual(new Set(DIRT_KINDS));
    expect(dirty.length).toBeGreaterThan(25);
    expect(dirty.length).toBeLessThan(100);
    for (const { record, truth } of sample) {
      const refused = truth.dirt !== null && REFUSED_DIRT.has(truth.dirt);
      expect([record.id, truth.dirt, products.has(record.id)]).toEqual([record.id, truth.dirt, !refused]);
    }
  });

  it('has believable fields', () => {
    const all = [...products.values()];
    const share = (holds: (product: Product) => boolean): number => all.filter(holds).length / all.length;
    expect(share(({ description }) => description !== null && description.length > 40)).toBeGreaterThan(0.9);
    expect(share(({ brand }) => brand !== null)).toBeGreaterThan(0.8);
    expect(share(({ categories }) => categories.length >= 2)).toBe(1);
    expect(share(({ price }) => price !== null && price.amount >= 100 && price.amount < 500_000)).toBeGreaterThan(0.98);
    expect(share(({ attributes }) => attributes.length > 0)).toBeGreaterThan(0.9);
    expect(share(({ groupId }) => groupId !== null)).toBeGreaterThan(0.3);
    expect(share(({ availability }) => availability === 'IN_STOCK')).toBeLessThan(1);
    const averages = all.flatMap(({ rating }) => (rating === null ? [] : [rating.average]));
    expect(averages.length).toBeGreaterThan(all.length / 2);
    expect(Math.min(...averages)).toBeGreaterThanOrEqual(1);
    for (const { title } of all) expect(title).not.toMatch(/\{|\}|\||undefined|null|&\w+;|<|\s{2}/u);
    const titles = all.map(({ title }) => title);
    expect(new Set(titles).size / titles.length).toBeGreaterThan(0.99);
  });

  it('has a picture for every product', () => {
    for (const { images } of products.values()) {
      for (const { url } of images) expect(sampleImage(new URL(url).pathname.split('/').at(-1)!)).toMatch(/^<svg /);
    }
    expect(sampleImage('nothing.svg')).toBeNull();
    expect(sampleImage('phone-case.red.png')).toBeNull();
  });
});

describe('its judged queries', () => {
  it('have products that are right, in both languages, but for the hopeless ones', () => {
    for (const query of JUDGED_QUERIES) {
      const right = sample.filter((product) => judgeSample(query, product) >= 2).length;
      expect([query.text, right > 0]).toEqual([query.text, query.hopeless !== true]);
    }
    const count = (language: string): number => JUDGED_QUERIES.filter((query) => query.language === language).length;
    expect(count('en')).toBeGreaterThan(20);
    expect(count('zh')).toBeGreaterThan(10);
  });

  it('are answered well by the index alone', async () => {
    await using index = await openEmbeddedSearchIndex({ dataDir: ':memory:', alias: 'products', now: () => 1, log: { warn() {} } });
    const all = [...products.values()];
    for (let start = 0; start < all.length; start += 500) {
      const operations = all.slice(start, start + 500).map((product) => ({
        kind: 'put' as const,
        document: { id: product.id, version: changeVersion(1), checksum: checksumOf(product), product, embedding: null },
      }));
      await index.write(operations, null);
    }
    const shownAs = (id: string): string => products.get(id)?.groupId ?? id;
    const means = new Map<string, number[]>();
    for (const query of JUDGED_QUERIES.filter(({ hopeless }) => hopeless !== true)) {
      const { ids } = await index.recall({
        text: query.text, locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 50, candidates: 0, facets: [],
      });
      // Variants show once: a group is as good as its best.
      const judgements = new Map<string, number>();
      for (const product of sample) {
        const shown = shownAs(product.record.id);
        judgements.set(shown, Math.max(judgements.get(shown) ?? 0, judgeSample(query, product)));
      }
      means.set(query.language, [...(means.get(query.language) ?? []), rankingQuality(ids.map(shownAs), judgements, 10).raw]);
    }
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    // Measured when written: .847 in English, .798 in Chinese. What is lost is the accessory problem: "phone", "laptop", "电动牙刷".
    expect(mean(means.get('en')!)).toBeGreaterThan(0.8);
    expect(mean(means.get('zh')!)).toBeGreaterThan(0.75);
  });
});
