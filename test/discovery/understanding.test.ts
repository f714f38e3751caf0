import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../discovery/index.ts';
import { anyone, indexOver, openTestShop, searchFor, type TestProduct } from './open-test-shop.ts';

const idsOf = ({ hits }: SearchResult): string[] => hits.map(({ document }) => document.id);

const products: readonly TestProduct[] = [
  { id: 'headphones', title: 'Wireless headphones', brand: 'Acme', category: ['Electronics', 'Headphones'] },
  { id: 'mouse', title: 'Wireless mouse', brand: 'Acme Pro', category: ['Electronics', 'Computer mice'] },
  { id: 'cable', title: 'Cable for headphones', category: ['Electronics', 'Cables'] },
  { id: 'case-zh', title: '苹果 iPhone 手机壳 红色', brand: '苹果', category: ['手机配件'] },
  { id: 'phone-zh', title: '华为手机', brand: '华为', category: ['手机'] },
  { id: 'case-en', title: 'Phone case for iPhone', brand: 'Acme', category: ['Electronics', 'Cases'] },
];

describe('spelling', () => {
  it('corrects words that the catalog lacks, and says so', async () => {
    await using shop = await openTestShop(products);
    const result = await shop.discovery.search(searchFor('Wireles headphnes'), anyone());
    expect(result.interpretation).toMatchObject({
      text: 'Wireles headphnes',
      correctedText: 'wireless headphones',
      relaxed: false,
    });
    expect(idsOf(result)[0]).toBe('headphones');
    expect(result.hits[0]!.highlights()).toContainEqual({ field: 'title', fragments: ['<em>Wireless headphones</em>'] });
  });

  it('costs a query whose words are known one call of the index, and touches nothing', async () => {
    const calls: string[] = [];
    await using shop = await openTestShop(products, {
      over: ({ index }) => ({
        index: indexOver(index, {
          recall: (query, signal) => {
            calls.push(`recall ${query.text}`);
            return index.recall(query, signal);
          },
          correctWords: (words, signal) => {
            calls.push(`correct ${words.join(' ')}`);
            return index.correctWords(words, signal);
          },
        }),
      }),
    });
    await shop.discovery.search(searchFor('wireless mouse'), anyone());
    expect(calls).toEqual(['recall wireless mouse']);
    await shop.discovery.search(searchFor('wireless mose'), anyone());
    expect(calls.slice(1)).toEqual(['recall wireless mose', 'correct wireless mose', 'recall wireless mouse']);
  });

  it('leaves a query alone where the correction would find nothing better', async () => {
    await using shop = await openTestShop(products);
    const filters = [{ field: 'category', values: ['手机'], range: null }];
    const result = await shop.discovery.search(searchFor('wireles', { filters }), anyone());
    expect(result).toMatchObject({ totalCount: 0, interpretation: { correctedText: null, relaxed: false } });
  });
});

describe('the name of a category', () => {
  const shelves: readonly TestProduct[] = [
    { id: 'mouse', title: 'Trousers pocket mouse', category: ['Electronics', 'Mice'] },
    { id: 'hanger', title: 'Trousers hanger', description: 'For trousers, and trousers only', category: ['Home', 'Hangers'] },
    { id: 'jeans', title: 'Stretch denim', category: ['Clothing', 'Trousers', 'Jeans'] },
    { id: 'case', title: 'Phone case', category: ['Electronics', 'Phones', 'Phone Cases'] },
    { id: 'smartphone', title: 'Fold 8', category: ['Electronics', 'Phones', 'Smartphones'] },
    { id: 'plain', title: 'Pixel', category: ['Electronics', 'Phones'] },
    { id: 'stand', title: 'Phone stand', category: ['Office', 'Stands'] },
  ];
  const search = async (text: string): Promise<string[]> => {
    await using shop = await openTestShop(shelves);
    return idsOf(await shop.discovery.search(searchFor(text), anyone()));
  };

  it('asks for what stands on that shelf, before all that mentions the word', async () => {
    expect((await search('trousers'))[0]).toBe('jeans');
    expect((await search('Trouser'))[0]).toBe('jeans');
    expect((await search('trousers hanger'))[0]).toBe('hanger');
  });

  it('asks for what is below it, but not for what is named after it', async () => {
    expect((await search('phone')).slice(0, 2).toSorted()).toEqual(['plain', 'smartphone']);
    expect((await search('phone')).toSorted()).toEqual(['case', 'plain', 'smartphone', 'stand']);
    expect((await search('phone cases'))[0]).toBe('case');
  });
});

describe('initialisms', () => {
  const drives: readonly TestProduct[] = [
    { id: 'drive', title: 'Acme Solid-State Drive 512 GB' },
    { id: 'ssd', title: 'Acme SSD 256 GB' },
    { id: 'state', title: 'Solid oak chest, state of the art' },
    { id: 'courier', title: 'Parcel label for couriers' },
  ];

  it('are found by their words, and the words by them, and the answer says so', async () => {
    await using shop = await openTestShop(drives);
    const byLetters = await shop.discovery.search(searchFor('ssd'), anyone());
    expect(idsOf(byLetters).toSorted()).toEqual(['drive', 'ssd']);
    expect(byLetters.interpretation).toMatchObject({ synonyms: ['solid state drive'], correctedText: null, relaxed: false });
    expect(idsOf(await shop.discovery.search(searchFor('acme solid state drives'), anyone())).slice(0, 2).toSorted()).toEqual(['drive', 'ssd']);
  });

  it('mean what the shop says they mean, where it says so', async () => {
    await using shop = await openTestShop(drives);
    await shop.merchandising.setSynonyms({ kind: 'ONE_WAY', terms: ['SSD'], expandsTo: ['courier'] }, 'mia', new AbortController().signal);
    const found = await shop.discovery.search(searchFor('ssd'), anyone());
    expect(idsOf(found).toSorted()).toEqual(['courier', 'ssd']);
    expect(found.interpretation.synonyms).toEqual(['courier']);
  });
});

describe('relaxation', () => {
  it('is told only where no product has all the words', async () => {
    await using shop = await openTestShop(products);
    const all = await shop.discovery.search(searchFor('wireless headphones'), anyone());
    expect([all.interpretation.relaxed, idsOf(all)[0]]).toEqual([false, 'headphones']);
    const some = await shop.discovery.search(searchFor('wireless sofa'), anyone());
    expect([some.interpretation.relaxed, idsOf(some).toSorted()]).toEqual([true, ['headphones', 'mouse']]);
  });

  it('never fills an empty answer with what nobody asked for', async () => {
    await using shop = await openTestShop(products);
    for (const query of ['netflix', '!!!', 'qwertz 火锅']) {
      const result = await shop.discovery.search(searchFor(query, { facets: null }), anyone());
      expect(result).toMatchObject({ totalCount: 0, hits: [], hasNextPage: false, interpretation: { relaxed: false } });
    }
  });

  it('lists everything for an empty query', async () => {
    await using shop = await openTestShop(products);
    const result = await shop.discovery.search(searchFor('  '), anyone());
    expect(result.totalCount).toBe(products.length);
    expect(result.hits.flatMap((hit) => hit.highlights())).toEqual([]);
  });
});

describe('brands and categories in the query', () => {
  it.each([
    ['a brand in any case', 'ACME keyboard', [{ field: 'brand', value: 'Acme', text: 'ACME' }]],
    ['the longest of overlapping names', 'the acme pro', [{ field: 'brand', value: 'Acme Pro', text: 'acme pro' }]],
    [
      'a category by its stem, several in order',
      'acme computer mouse headphone',
      [
        { field: 'brand', value: 'Acme', text: 'acme' },
        { field: 'category', value: 'electronics/headphones', text: 'headphone' },
      ],
    ],
    [
      'names within a Chinese run',
      '华为手机',
      [
        { field: 'brand', value: '华为', text: '华为' },
        { field: 'category', value: '手机', text: '手机' },
      ],
    ],
    ['after the correction', 'hedphones', [{ field: 'category', value: 'electronics/headphones', text: 'headphones' }]],
    ['nothing', 'sofa', []],
  ])('%s', async (_why, query, expected) => {
    expect(await detect(query)).toEqual(expected);
  });

  it('are learned anew when another index answers', async () => {
    let indexVersion = 'products-1';
    await using shop = await openTestShop([], {
      over: ({ index }) => ({
        index: indexOver(index, {
          recall: async (query, signal) => ({ ...(await index.recall(query, signal)), indexVersion }),
        }),
      }),
    });
    const detected = async () => (await shop.discovery.search(searchFor('acme'), anyone())).interpretation.detected;
    await detected();
    await shop.put(...products);
    expect(await detected()).toEqual([]);
    indexVersion = 'products-2';
    await detected();
    expect(await detected()).toHaveLength(1);
  });

  it('are learned anew after a minute, and do not fail a search', async () => {
    let fail = false;
    await using shop = await openTestShop([], {
      over: ({ index }) => ({
        index: indexOver(index, {
          fieldValues: (field, signal) => (fail ? Promise.reject(new Error('away')) : index.fieldValues(field, signal)),
        }),
      }),
    });
    const detected = async () => (await shop.discovery.search(searchFor('acme'), anyone())).interpretation.detected;
    expect(await detected()).toEqual([]);
    await shop.put(...products);
    shop.advance(60_000);
    expect(await detected()).toHaveLength(1);
    fail = true;
    shop.advance(60_000);
    expect(await detected()).toHaveLength(1);
    expect(shop.warnings).toHaveLength(1);
  });
});

describe('Chinese and mixed queries', () => {
  it.each([
    ['手机', ['phone-zh', 'case-zh']],
    ['手机壳', ['case-zh']],
    ['苹果 iphone 手机壳', ['case-zh']],
    ['苹果iphone手机壳', ['case-zh']],
  ])('%s', async (query, expected) => {
    await using shop = await openTestShop(products);
    const result = await shop.discovery.search(searchFor(query), anyone());
    expect(idsOf(result).slice(0, expected.length)).toEqual(expected);
    expect(result.interpretation.relaxed).toBe(false);
  });

  it('are highlighted', async () => {
    await using shop = await openTestShop(products);
    const { hits } = await shop.discovery.search(searchFor('苹果 iphone 手机壳'), anyone());
    expect(hits[0]!.highlights()).toEqual([
      { field: 'title', fragments: ['<em>苹果 iPhone 手机壳</em> 红色'] },
      { field: 'brand', fragments: ['<em>苹果</em>'] },
    ]);
  });
});

async function detect(query: string) {
  await using shop = await openTestShop(products);
  const { interpretation } = await shop.discovery.search(searchFor(query), anyone());
  return interpretation.detected;
}
