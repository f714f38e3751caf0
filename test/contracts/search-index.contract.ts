import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryId, groupId, productId } from '../../schema/ids.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { ProductTarget } from '../../stores/ports/product-target.ts';
import type { Product } from '../../stores/ports/product.ts';
import { INDEX_BATCH_MAX, type IndexOperation, type RecallQuery, type SearchIndex, type SearchIndexWriter } from '../../stores/ports/search-index.ts';
import { path, product, version } from './support/samples.ts';

export interface SearchIndexContractOptions {
  /** A fresh, empty index per call, read as `products`, for embeddings of 3 numbers by the encoder `contract-1`. */
  readonly makeIndex: () => Promise<SearchIndex & SearchIndexWriter & AsyncDisposable>;
  /** Generated cases per property; lower it for adapters on a disk or behind a network. */
  readonly numRuns?: number;
}

/** Every adapter of `SearchIndex` and `SearchIndexWriter` must pass this suite unchanged. */
export function describeSearchIndexContract(adapter: string, { makeIndex, numRuns = 50 }: SearchIndexContractOptions): void {
  const open = async (...products: readonly Product[]): ReturnType<typeof makeIndex> => {
    const index = await makeIndex();
    await index.write(products.map((each) => put(each)), null);
    return index;
  };

  describe(`SearchIndex contract: ${adapter}`, () => {
    it('finds by words of title, brand, category, description and attributes, in any form and order', async () => {
      await using index = await open(
        product('title', { title: 'Folding chairs' }),
        product('brand', { brand: 'Zephyrine' }),
        product('category', { categories: path('garden/hammock') }),
        product('description', { description: 'Made of seasoned larch wood.' }),
        product('attribute', { attributes: [{ name: 'Pattern', kind: 'text', values: ['herringbone'] }] }),
      );
      const cases = [['chair folding', 'title'], ['ZEPHYRINE', 'brand'], ['hammocks', 'category'], ['larch', 'description'], ['herringbone', 'attribute']] as const;
      for (const [text, id] of cases) expect([text, ...(await index.recall(query({ text }))).ids]).toEqual([text, id]);
    });

    it('finds Chinese and mixed text without a dictionary', async () => {
      await using index = await open(product('case', { title: '苹果 iPhone 15 手机壳' }), product('phone', { title: '智能手机' }), product('film', { title: '钢化膜' }));
      expect((await index.recall(query({ text: '手机' }))).ids.toSorted()).toEqual(['case', 'phone']);
      expect((await index.recall(query({ text: '苹果iphone手机壳' }))).ids[0]).toBe('case');
      expect((await index.recall(query({ text: 'ｉＰｈｏｎｅ' }))).ids).toEqual(['case']);
    });

    it('takes all words first, then fewer, and says how many it gave up', async () => {
      await using index = await open(product('both', { title: 'red lamp' }), product('one', { title: 'red chair' }), product('none', { title: 'blue table' }));
      const relaxed = await index.recall(query({ text: 'red lamp' }));
      expect(relaxed.ids).toEqual(['both', 'one']);
      expect(relaxed.candidates.map(({ missingWords }) => missingWords)).toEqual([0, 1]);
      expect(relaxed.relaxedWords).toBe(1);
      expect((await index.recall(query({ text: 'blue' }))).relaxedWords).toBe(0);
      expect((await index.recall(query({ text: 'nonsense' }))).total).toBe(0);
    });

    it('sinks what is not available below what is, among those with as many words', async () => {
      await using index = await open(
        product('gone', { title: 'lamp lamp lamp', availability: 'OUT_OF_STOCK' }),
        product('soon', { title: 'desk lamp for many a desk', availability: 'PREORDER' }),
        product('old', { title: 'lamp', availability: 'DISCONTINUED' }),
      );
      const { ids, candidates } = await index.recall(query({ text: 'lamp' }));
      expect(ids[0]).toBe('soon');
      expect(candidates.map(({ available }) => available)).toEqual([true, false, false]);
    });

    it('takes the last word as a beginning only when told', async () => {
      await using index = await open(product('a', { title: 'wireless headphones' }));
      expect((await index.recall(query({ text: 'wireless headp', prefix: true, matching: 'all-then-fewer' }))).candidates[0]?.missingWords).toBe(0);
      expect((await index.recall(query({ text: 'headp' }))).ids).toEqual([]);
    });

    it('orders by price, rating and date, products without it last, and ties by id', async () => {
      await using index = await open(
        product('b', { title: 'lamp', price: money(500), rating: { average: 4, count: 9 }, releasedAtMs: 10 }),
        product('a', { title: 'lamp', price: money(500), rating: { average: 5, count: 1 }, releasedAtMs: 30 }),
        product('c', { title: 'lamp', price: money(100), rating: null, releasedAtMs: 20 }),
        product('d', { title: 'lamp' }),
      );
      const ids = async (sort: RecallQuery['sort']): Promise<readonly string[]> => (await index.recall(query({ text: 'lamp', sort }))).ids;
      expect(await ids('PRICE_ASC')).toEqual(['c', 'a', 'b', 'd']);
      expect(await ids('PRICE_DESC')).toEqual(['a', 'b', 'c', 'd']);
      expect((await ids('RATING_DESC')).slice(0, 2)).toEqual(['a', 'b']);
      expect(await ids('NEWEST')).toEqual(['a', 'c', 'b', 'd']);
      expect(await ids('RELEVANCE')).toEqual(await ids('RELEVANCE'));
    });

    it('shows a group once, by its best matching variant', async () => {
      const group = groupId('g');
      await using index = await open(
        product('red', { title: 'shirt red', groupId: group, brand: 'A' }),
        product('blue', { title: 'shirt blue', groupId: group, brand: 'B' }),
        product('alone', { title: 'shirt' }),
      );
      const { ids, total, facets } = await index.recall(query({ text: 'shirt blue', facets: ['brand'] }));
      expect(ids).toEqual(['blue', 'alone']);
      expect(total).toBe(2);
      expect(facets[0]!.buckets).toEqual([{ value: 'A', label: 'A', count: 1 }, { value: 'B', label: 'B', count: 1 }]);
    });

    it('filters by alternatives without regard to case, by descendants, by inclusive ranges, by attributes', async () => {
      await using index = await open(
        product('a', { brand: 'Acme', price: money(100), categories: path('home/garden'), attributes: [attribute('Colour', 'text', 'Red'), attribute('Width', 'number', '20')] }),
        product('b', { brand: 'Bolt', price: money(200), categories: path('home/bath'), attributes: [attribute('Colour', 'text', 'blue'), attribute('Width', 'number', '30.5')] }),
        product('c', { brand: null, price: null, categories: path('books'), attributes: [attribute('signed', 'boolean', 'true')] }),
      );
      const found = async (...filters: RecallQuery['filters']): Promise<readonly string[]> => (await index.recall(query({ filters }))).ids.toSorted();
      expect(await found({ field: 'brand', values: ['ACME', 'bolt'], range: null })).toEqual(['a', 'b']);
      expect(await found({ field: 'category', values: ['home'], range: null })).toEqual(['a', 'b']);
      expect(await found({ field: 'category', values: ['home/bath'], range: null })).toEqual(['b']);
      expect(await found({ field: 'price', values: null, range: { min: 100, max: 100 } })).toEqual(['a']);
      expect(await found({ field: 'price', values: null, range: { min: 101, max: null } })).toEqual(['b']);
      expect(await found({ field: 'attributes.colour', values: ['RED'], range: null })).toEqual(['a']);
      expect(await found({ field: 'attributes.width', values: null, range: { min: 30, max: 31 } })).toEqual(['b']);
      expect(await found({ field: 'attributes.width', values: ['20'], range: null })).toEqual(['a']);
      expect(await found({ field: 'attributes.signed', values: ['true'], range: null })).toEqual(['c']);
      expect(await found({ field: 'attributes.unknown', values: ['x'], range: null })).toEqual([]);
      expect(await found({ field: 'brand', values: ['Acme', 'Bolt'], range: null }, { field: 'price', values: null, range: { min: 150, max: null } })).toEqual(['b']);
    });

    it('lets in only what each demand points at, by id or by filters, totals and every facet with it', async () => {
      await using index = await open(
        product('a', { title: 'lamp', brand: 'Acme', price: money(100) }),
        product('b', { title: 'lamp', brand: 'Acme', price: money(300) }),
        product('c', { title: 'lamp', brand: 'Bolt', price: money(300) }),
        product('d', { title: 'chair', brand: 'Acme' }),
      );
      const acme = target([], { field: 'brand', values: ['ACME'], range: null });
      const dear = target([], { field: 'price', values: null, range: { min: 200, max: null } });
      const found = async (change: Partial<RecallQuery>) => {
        const { ids, total, facets } = await index.recall(query({ text: 'lamp', facets: ['brand'], ...change }));
        return [ids.toSorted(), total, facets[0]!.buckets.map(({ value, count }) => `${value} ${count}`)];
      };
      expect(await found({ only: [[acme]] })).toEqual([['a', 'b'], 2, ['Acme 2']]);
      expect(await found({ only: [[acme], [dear]] })).toEqual([['b'], 1, ['Acme 1']]);
      expect(await found({ only: [[acme, dear]] })).toEqual([['a', 'b', 'c'], 3, ['Acme 2', 'Bolt 1']]);
      expect(await found({ only: [[target(['c', 'd', 'gone'])]] })).toEqual([['c'], 1, ['Bolt 1']]);
      expect(await found({ only: [[target([])]] })).toEqual([[], 0, []]);
      expect(await found({ hide: [target(['a']), target([], ...dear.filters, ...acme.filters)] })).toEqual([['c'], 1, ['Bolt 1']]);
      expect(await found({ only: [[acme]], hide: [target(['a', 'b'])] })).toEqual([[], 0, []]);
      // A filter's own facet looks past the filter, never past a rule.
      const filters = [{ field: 'brand', values: ['Bolt'], range: null }] as const;
      expect(await found({ filters, hide: [target(['a'])] })).toEqual([['c'], 1, ['Acme 1', 'Bolt 1']]);
    });

    it('hides one variant without its group', async () => {
      const group = groupId('g');
      await using index = await open(product('red', { title: 'shirt shirt', groupId: group }), product('blue', { title: 'shirt', groupId: group }));
      expect((await index.recall(query({ text: 'shirt', hide: [target(['red'])] }))).ids).toEqual(['blue']);
    });

    it('says of candidates which targets point at them', async () => {
      await using index = await open(product('a', { title: 'lamp', brand: 'Acme' }), product('b', { title: 'lamp lamp', brand: 'Bolt' }));
      const marks = [target(['a']), target([], { field: 'brand', values: ['acme', 'bolt'], range: null }), target([])];
      const { candidates } = await index.recall(query({ text: 'lamp', marks }));
      expect(Object.fromEntries(candidates.map(({ id, marks }) => [id, marks]))).toEqual({ a: [0, 1], b: [1] });
      expect((await index.recall(query({ text: 'lamp' }))).candidates.every(({ marks }) => marks === undefined)).toBe(true);
    });

    it('takes an expansion for the words it stands for, all its words together', async () => {
      await using index = await open(
        product('couch', { title: 'leather couch' }),
        product('sofa', { title: 'leather sofa' }),
        product('bed', { title: 'leather day bed' }),
        product('day', { title: 'leather day' }),
        product('chair', { title: 'leather chair' }),
      );
      const full = async (text: string, ...expansions: NonNullable<RecallQuery['expansions']>) =>
        (await index.recall(query({ text, expansions }))).candidates.filter(({ missingWords }) => missingWords === 0).map(({ id }) => id).toSorted();
      expect(await full('leather sofa')).toEqual(['sofa']);
      expect(await full('leather sofa', { start: 8, end: 12, alternatives: ['couches', 'day bed', 'unheard of'] })).toEqual(['bed', 'couch', 'sofa']);
      expect(await full('day bed', { start: 0, end: 7, alternatives: ['sofa'] })).toEqual(['bed', 'sofa']);
    });

    it('counts each facet over all matches without its own filter, filtered values always among them', async () => {
      await using index = await open(
        product('a', { brand: 'Acme', price: money(100), categories: path('home') }),
        product('b', { brand: 'Acme', price: money(300), categories: path('home') }),
        product('c', { brand: 'Bolt', price: money(200), categories: path('home') }),
        product('d', { brand: 'Cord', price: money(900), categories: path('books') }),
      );
      const { total, facets } = await index.recall(
        query({
          filters: [
            { field: 'brand', values: ['bolt', 'cord'], range: null },
            { field: 'category', values: ['home'], range: null },
          ],
          limit: 1,
          facets: ['brand', 'price', 'category', 'attributes.none'],
        }),
      );
      expect(total).toBe(1);
      expect(facets).toEqual([
        { field: 'brand', buckets: [bucket('Acme', 2), bucket('Bolt', 1), bucket('Cord', 0)], stats: null },
        { field: 'price', buckets: [], stats: { min: 200, max: 200 } },
        { field: 'category', buckets: [bucket('books', 1, 'BOOKS'), bucket('home', 1, 'HOME')], stats: null },
        { field: 'attributes.none', buckets: [], stats: null },
      ]);
    });

    it('keeps to limit and candidates, and counts beyond them', async () => {
      await using index = await open(...Array.from({ length: 30 }, (_, i) => product(`p${String(i).padStart(2, '0')}`, { title: 'lamp' })));
      const { ids, candidates, total } = await index.recall(query({ text: 'lamp', limit: 10, candidates: 3 }));
      expect([ids.length, candidates.length, total]).toEqual([10, 3, 30]);
      expect(candidates.map(({ id }) => id)).toEqual(ids.slice(0, 3));
      expect((await index.recall(query({ text: 'lamp' }))).ids.slice(0, 10)).toEqual(ids);
    });

    it('gives documents in the order asked for, null where there is none', async () => {
      await using index = await open(product('a'), product('b', { description: 'b' }));
      const ids = ['b', 'absent', 'a', 'b'].map(productId);
      const documents = await index.documentsByIds(ids);
      expect(documents.map((document) => document?.id ?? null)).toEqual(['b', null, 'a', 'b']);
      expect(documents[0]).toEqual({ id: 'b', version: 1n, checksum: checksumOf(product('b', { description: 'b' })), product: product('b', { description: 'b' }), embedding: null });
    });

    it('stores what ranking needs of a product, with each candidate and by id', async () => {
      const whole = product('whole', {
        title: 'lamp', brand: 'ACME', categories: path('home/light/desk'), price: money(900), listPrice: money(1_200),
        rating: { average: 4.25, count: 0 }, releasedAtMs: -1, attributes: [attribute('brand', 'text', 'other')],
      });
      await using index = await open(whole, product('bare', { title: 'lamp' }));
      const bare = { brand: null, categoryIds: [], price: null, listPrice: null, rating: null, releasedAtMs: null, kinds: ['lamp'], embedding: null };
      const stored = {
        brand: 'ACME', categoryIds: ['home', 'home/light', 'home/light/desk'], price: 900, listPrice: 1_200,
        rating: { average: 4.25, count: 0 }, releasedAtMs: -1, kinds: ['desk', 'lamp'], embedding: null,
      };
      expect(await index.featuresByIds(['bare', 'absent', 'whole', 'bare'].map(productId))).toEqual([bare, null, stored, bare]);
      const { candidates } = await index.recall(query({ text: 'lamp' }));
      expect(Object.fromEntries(candidates.map((candidate) => [candidate.id, candidate.stored]))).toEqual({ bare, whole: stored });
      await index.write([put(product('bare', { brand: 'Bolt', price: money(1) }), 2), remove('whole', 2)], null);
      expect(await index.featuresByIds(['bare', 'whole'].map(productId))).toEqual([{ ...bare, brand: 'Bolt', price: 1, kinds: ['titl', 'bare'] }, null]);
    });

    it('gives embeddings back as unit vectors, with candidates, documents and by id', async () => {
      await using index = await makeIndex();
      await index.write([embedded(product('a', { title: 'lamp' }), [0.6, 0, -0.8]), put(product('b', { title: 'lamp' }))], null);
      const [a, b] = await index.featuresByIds(['a', 'b'].map(productId));
      expectNear(a!.embedding, [0.6, 0, -0.8]);
      expect(b!.embedding).toBeNull();
      const { candidates } = await index.recall(query({ text: 'lamp' }));
      expect(candidates.map(({ id, stored }) => [id, stored.embedding])).toEqual([['a', a!.embedding], ['b', null]]);
      const documents = await index.documentsByIds(['a', 'b'].map(productId));
      expectNear(documents[0]!.embedding, [0.6, 0, -0.8]);
      expect(documents[1]!.embedding).toBeNull();
      expect((await index.status()).embeddingVersion).toBe('contract-1');
      await expect(index.write([embedded(product('c'), [1, 0])], null)).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      expect((await index.status()).documents).toBe(2);
    });

    it('finds the products nearest to a vector: best first, ties by id, one a group, through filters', async () => {
      await using index = await makeIndex();
      const group = groupId('g');
      await index.write(
        [
          embedded(product('b', { brand: 'Acme', price: money(5) }), [1, 0, 0]),
          embedded(product('a', { brand: 'acme', rating: { average: 4, count: 2 } }), [1, 0, 0]),
          embedded(product('worse', { groupId: group }), [0, 1, 0]),
          embedded(product('better', { groupId: group, brand: 'Bolt' }), [0.8, 0.6, 0]),
          embedded(product('away'), [-1, 0, 0]),
          put(product('none', { brand: 'Acme' })),
        ],
        null,
      );
      const near = async (filters: RecallQuery['filters'], limit = 10) => index.neighbours({ vector: Float32Array.of(1, 0, 0), filters, limit });
      const all = await near([]);
      expect(all.map(({ id, groupId: of }) => [id, of])).toEqual([['a', null], ['b', null], ['better', 'g'], ['away', null]]);
      expectNear(Float32Array.from(all, ({ similarity }) => similarity), [1, 1, 0.8, -1]);
      expect(all.map(({ stored }) => stored)).toEqual(await index.featuresByIds(all.map(({ id }) => id)));
      expect((await near([], 2)).map(({ id }) => id)).toEqual(['a', 'b']);
      expect((await near([{ field: 'brand', values: ['ACME'], range: null }])).map(({ id }) => id)).toEqual(['a', 'b']);
      expect((await near([{ field: 'price', values: null, range: { min: 5, max: null } }])).map(({ id }) => id)).toEqual(['b']);
      await index.write([remove('a', 2), put(product('b'), 2)], null);
      expect((await near([])).map(({ id }) => id)).toEqual(['better', 'away']);
    });

    it('finds the neighbours that looking at every product finds', async () => {
      const vector = fc.array(fc.constantFrom(-1, 0, 1), { minLength: 3, maxLength: 3 }).filter((components) => components.some((component) => component !== 0));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ vector, group: fc.constantFrom(null, null, 'g', 'h') }), { maxLength: 12 }), vector, async (rows, asked) => {
          await using index = await makeIndex();
          await index.write(rows.map((row, i) => embedded(product(`p${i}`, { groupId: row.group === null ? null : groupId(row.group) }), row.vector)), null);
          const expected = rows
            .map((row, i) => ({ id: `p${i}`, group: row.group, similarity: cosine(row.vector, asked) }))
            .toSorted((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1))
            .filter(({ group }, place, all) => group === null || all.findIndex((other) => other.group === group) === place);
          const found = await index.neighbours({ vector: Float32Array.from(asked, (value) => value / Math.hypot(...asked)), filters: [], limit: 1_000 });
          expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          expectNear(Float32Array.from(found, ({ similarity }) => similarity), expected.map(({ similarity }) => similarity));
        }),
        { numRuns },
      );
    });

    it('completes words, most products first, and keeps the words before', async () => {
      await using index = await open(
        product('a', { title: 'wireless headphones' }),
        product('b', { title: 'wireless headphones' }),
        product('c', { title: 'wireless headset' }),
      );
      const completions = await index.complete('wireless head', null, 5);
      expect(completions).toEqual([
        { text: 'wireless headphones', documents: 2 },
        { text: 'wireless headset', documents: 1 },
      ]);
      expect(await index.complete('wireless head', null, 1)).toHaveLength(1);
      expect(await index.complete('zzz', null, 5)).toEqual([]);
    });

    it('completes by words that name products, not by those of their descriptions', async () => {
      await using index = await open(
        product('a', { title: 'running shoes', description: 'in good shape, for show' }),
        product('b', { title: 'sharp knife', description: 'for the kitchen' }),
        product('c', { title: 'running shirt show', description: 'sharp colours, shoes not included' }),
      );
      expect((await index.complete('running sh', null, 9)).map(({ text }) => text).toSorted()).toEqual(['running shirt', 'running shoes', 'running show']);
      expect(await index.complete('shap', null, 9)).toEqual([]);
    });

    it('corrects words that it does not have, aligned to what was asked', async () => {
      await using index = await open(product('a', { title: 'headphones' }), product('b', { title: 'headphones' }), product('c', { title: 'cable' }));
      expect(await index.correctWords(['hedphones', 'cable', 'qqqqqqq'])).toEqual(['headphones', null, null]);
      expect(await index.correctWords([])).toEqual([]);
    });

    it('lists brands and categories with their paths, most products first', async () => {
      await using index = await open(
        product('a', { brand: 'Acme', categories: path('home/garden') }),
        product('b', { brand: 'Bolt', categories: path('home/bath') }),
        product('c', { brand: 'Bolt', categories: path('home') }),
      );
      expect(await index.fieldValues('brand')).toEqual([
        { value: 'Bolt', label: 'Bolt', documents: 2, path: [] },
        { value: 'Acme', label: 'Acme', documents: 1, path: [] },
      ]);
      const home = { id: categoryId('home'), name: 'HOME' };
      expect(await index.fieldValues('category')).toEqual([
        { value: 'home', label: 'HOME', documents: 3, path: [home] },
        { value: 'home/bath', label: 'BATH', documents: 1, path: [home, { id: 'home/bath', name: 'BATH' }] },
        { value: 'home/garden', label: 'GARDEN', documents: 1, path: [home, { id: 'home/garden', name: 'GARDEN' }] },
      ]);
    });

    it('rejects with the reason of an aborted signal', async () => {
      await using index = await open(product('a'));
      const reason = new Error('deadline');
      const signal = AbortSignal.abort(reason);
      for (const call of [
        () => index.recall(query({}), signal),
        () => index.documentsByIds([], signal),
        () => index.complete('a', null, 1, signal),
        () => index.correctWords(['a'], signal),
        () => index.fieldValues('brand', signal),
        () => index.neighbours({ vector: Float32Array.of(1), filters: [], limit: 1 }, signal),
        () => index.featuresByIds([], signal),
        () => index.write([remove('a', 9)], null, signal),
        () => index.status(signal),
        () => index.scan(null, 1, signal),
        () => index.entriesByIds([], signal),
        () => index.purge([productId('a')], signal),
        () => index.beginRebuild('products-2', null, signal),
      ]) {
        await expect(call()).rejects.toBe(reason);
      }
      expect((await index.status()).documents).toBe(1);
    });
  });

  describe(`SearchIndexWriter contract: ${adapter}`, () => {
    it('finds what was written, in its last state, as soon as the write resolves', async () => {
      await using index = await open(product('a', { title: 'red lamp' }));
      await index.documentsByIds([productId('a')]);
      await index.write([put(product('a', { title: 'blue chair' }), 2), put(product('b', { title: 'blue table' }), 3)], null);
      expect((await index.recall(query({ text: 'red lamp' }))).ids).toEqual([]);
      expect((await index.recall(query({ text: 'blue' }))).ids.toSorted()).toEqual(['a', 'b']);
      expect((await index.documentsByIds([productId('a')]))[0]?.product.title).toBe('blue chair');
      await index.write([remove('a', 4)], null);
      expect((await index.recall(query({ text: 'blue' }))).ids).toEqual(['b']);
      expect(await index.documentsByIds([productId('a')])).toEqual([null]);
    });

    it('applies operations in order; of several on one id the last that is not older holds', async () => {
      await using index = await makeIndex();
      await index.write([put(product('a', { title: 'one' }), 1), remove('a', 2), put(product('a', { title: 'three' }), 3), put(product('a', { title: 'old' }), 2)], null);
      expect((await index.recall(query({}))).ids).toEqual(['a']);
      expect((await index.documentsByIds([productId('a')]))[0]?.product.title).toBe('three');
    });

    it('never puts an old state over a new one, and revives no deleted product', async () => {
      await using index = await makeIndex();
      await index.write([put(product('a', { title: 'new' }), 5), remove('b', 5)], null);
      await index.write([put(product('a', { title: 'old' }), 4), put(product('b'), 4), remove('a', 4)], null);
      expect((await index.recall(query({}))).ids).toEqual(['a']);
      expect((await index.documentsByIds([productId('a')]))[0]?.product.title).toBe('new');
      await index.write([put(product('a', { title: 'again' }), 5), put(product('b'), 6)], null);
      expect((await index.documentsByIds([productId('a')]))[0]?.product.title).toBe('again');
      expect((await index.status()).documents).toBe(2);
    });

    it('keeps the checkpoint with the operations', async () => {
      await using index = await makeIndex();
      expect(await index.status()).toMatchObject({ documents: 0, alias: 'products', checkpoint: null, rebuiltAtMs: null });
      const checkpoint = { token: 'token 7' as never, version: version(7) };
      const { indexVersion } = await index.status();
      await index.write([put(product('a'), 7)], { ...checkpoint, indexVersion });
      await index.write([put(product('b'), 8)], null);
      expect(await index.status()).toMatchObject({ documents: 2, checkpoint });
      await index.write([], { token: 'token 9' as never, version: version(9), indexVersion });
      expect((await index.status()).checkpoint?.version).toBe(9n);
    });

    it('takes no checkpoint of a generation that was replaced, nor what comes with it', async () => {
      await using index = await makeIndex();
      const { indexVersion } = await index.status();
      const next = await index.beginRebuild('products-2', null);
      const checkpoint = { token: 'token 7' as never, version: version(7) };
      await next.write([put(product('a'), 7)], { checkpoint, scannedTo: null });
      await next.swap();
      const late = { token: 'token 9' as never, version: version(9), indexVersion };
      await expect(index.write([put(product('b'), 9)], late)).rejects.toMatchObject({ code: 'INDEX_REPLACED' });
      expect(await index.status()).toMatchObject({ documents: 1, indexVersion: 'products-2', checkpoint });
      await index.write([put(product('b'), 9)], { ...late, indexVersion: 'products-2' });
      expect((await index.status()).checkpoint?.version).toBe(9n);
    });

    it('scans its entries by id with the checksum of what it holds, without tombstones', async () => {
      await using index = await open(...['b', 'a', 'd', 'c', 'B'].map((id) => product(id)));
      await index.write([remove('c', 2)], null);
      const first = await index.scan(null, 2);
      const rest = await index.scan(first.at(-1)!.id, 10);
      expect([...first, ...rest]).toEqual(
        ['B', 'a', 'b', 'd'].map((id) => ({ kind: 'document', id, version: 1n, checksum: checksumOf(product(id)), actualChecksum: checksumOf(product(id)) })),
      );
      expect((await index.entriesByIds(['a', 'c', 'absent'].map(productId))).map(({ id }) => id)).toEqual(['a']);
    });

    it('tells a checksum that is not that of the content', async () => {
      await using index = await makeIndex();
      await index.write([{ kind: 'put', document: { id: productId('a'), version: version(1), checksum: 'wrong', product: product('a'), embedding: null } }], null);
      expect(await index.scan(null, 10)).toEqual([{ kind: 'document', id: 'a', version: 1n, checksum: 'wrong', actualChecksum: checksumOf(product('a')) }]);
    });

    it('purges without a tombstone', async () => {
      await using index = await open(product('a'), product('b'));
      await index.purge([productId('a'), productId('absent')]);
      expect((await index.recall(query({}))).ids).toEqual(['b']);
      await index.write([put(product('a'), 1)], null);
      expect((await index.status()).documents).toBe(2);
    });

    it('takes a full batch and refuses a larger one', async () => {
      await using index = await makeIndex();
      const operations = Array.from({ length: INDEX_BATCH_MAX + 1 }, (_, i) => put(product(`p${i}`)));
      await expect(index.write(operations, null)).rejects.toMatchObject({ code: 'INVARIANT_BROKEN' });
      await index.write(operations.slice(1), null);
      expect((await index.status()).documents).toBe(INDEX_BATCH_MAX);
    });

    it('builds a new generation beside the live one, which readers see whole until the swap', async () => {
      await using index = await open(product('old', { title: 'lamp' }));
      const { indexVersion } = await index.status();
      const rebuild = await index.beginRebuild('products-2', null);
      expect(rebuild).toMatchObject({ indexVersion: 'products-2', checkpoint: null, scannedTo: null });
      const checkpoint = { token: 'start' as never, version: version(3) };
      await rebuild.write([embedded(product('new', { title: 'lamp' }), [1, 0, 0])], { checkpoint, scannedTo: productId('new') });
      expect((await index.recall(query({ text: 'lamp' }))).ids).toEqual(['old']);
      await index.write([put(product('late', { title: 'lamp' }), 4)], null);
      await rebuild.swap();
      expect((await index.recall(query({ text: 'lamp' }))).ids).toEqual(['new']);
      expect((await index.neighbours({ vector: Float32Array.of(1, 0, 0), filters: [], limit: 9 })).map(({ id }) => id)).toEqual(['new']);
      expect(await index.documentsByIds(['old', 'late'].map(productId))).toEqual([null, null]);
      const status = await index.status();
      expect(status).toMatchObject({ documents: 1, alias: 'products', indexVersion: 'products-2', checkpoint });
      expect(status.indexVersion).not.toBe(indexVersion);
      expect(status.rebuiltAtMs).not.toBeNull();
      await index.write([put(product('after', { title: 'lamp' }), 5)], null);
      expect((await index.recall(query({ text: 'lamp' }))).indexVersion).toBe('products-2');
      expect((await index.status()).documents).toBe(2);
    });

    it('continues a generation of the same name where it stopped, and drops one on request', async () => {
      await using index = await open(product('old'));
      const progress = { checkpoint: { token: 'start' as never, version: version(1) }, scannedTo: productId('m') };
      await (await index.beginRebuild('products-2', null)).write([put(product('a'), 1)], progress);
      const continued = await index.beginRebuild('products-2', null);
      expect(continued).toMatchObject(progress);
      await continued.discard();
      const anew = await index.beginRebuild('products-2', null);
      expect(anew).toMatchObject({ checkpoint: null, scannedTo: null });
      await anew.swap();
      expect((await index.status()).documents).toBe(0);
    });

    it('continues a generation on its own basis or on any, and begins one on another basis anew', async () => {
      await using index = await open(product('old'));
      const progress = { checkpoint: { token: 'start' as never, version: version(1) }, scannedTo: productId('m') };
      await (await index.beginRebuild('products-2', 'mappings of today')).write([put(product('a'), 1)], progress);
      expect(await index.beginRebuild('products-2', 'mappings of today')).toMatchObject(progress);
      expect(await index.beginRebuild('products-2', null)).toMatchObject(progress);
      const other = await index.beginRebuild('products-2', 'mappings of tomorrow');
      expect(other).toMatchObject({ checkpoint: null, scannedTo: null });
      await other.write([put(product('b'), 1)], progress);
      expect(await index.beginRebuild('products-2', 'mappings of tomorrow')).toMatchObject(progress);
      await other.swap();
      expect(await index.scan(null, 10)).toMatchObject([{ id: 'b' }]);
    });

    it('ends in the same state whichever part of the operations is applied again, in order', async () => {
      const id = fc.constantFrom('a', 'b', 'c');
      const history = fc.array(fc.record({ id, title: fc.option(fc.constantFrom('red', 'blue', '手机')) }), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(history, fc.nat(), async (steps, again) => {
          const operations = steps.map(({ id: target, title }, i) => (title === null ? remove(target, i + 1) : put(product(target, { title }), i + 1)));
          await using once = await makeIndex();
          await once.write(operations, null);
          await using twice = await makeIndex();
          for (const operation of operations) await twice.write([operation], null);
          await twice.write(operations.slice(again % operations.length), null);
          expect(await twice.scan(null, 10)).toEqual(await once.scan(null, 10));
          for (const text of ['', 'red', '手机']) {
            expect((await twice.recall(query({ text }))).ids).toEqual((await once.recall(query({ text }))).ids);
          }
        }),
        { numRuns },
      );
    });
  });
}

function query(changes: Partial<RecallQuery>): RecallQuery {
  return { text: '', locale: null, matching: 'all-then-fewer', prefix: false, filters: [], sort: 'RELEVANCE', limit: 1_000, candidates: 200, facets: [], ...changes };
}

function put(of: Product, at = 1): IndexOperation {
  return { kind: 'put', document: { id: of.id, version: version(at), checksum: checksumOf(of), product: of, embedding: null } };
}

function embedded(of: Product, vector: readonly number[]): IndexOperation {
  return { kind: 'put', document: { id: of.id, version: version(1), checksum: checksumOf(of), product: of, embedding: Float32Array.from(vector) } };
}

function expectNear(found: Float32Array | null, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(found![i]! - value)).toBeLessThan(0.01);
}

/** Rounded, so that equal directions are equal. */
function cosine(a: readonly number[], b: readonly number[]): number {
  return Math.round((1e6 * a.reduce((sum, value, i) => sum + value * b[i]!, 0)) / (Math.hypot(...a) * Math.hypot(...b))) / 1e6;
}

function remove(id: string, at: number): IndexOperation {
  return { kind: 'delete', id: productId(id), version: version(at) };
}

function money(amount: number): NonNullable<Product['price']> {
  return { amount, currency: 'EUR' };
}

function attribute(name: string, kind: Product['attributes'][number]['kind'], value: string): Product['attributes'][number] {
  return { name, kind, values: [value] };
}

function bucket(value: string, count: number, label = value): { value: string; label: string; count: number } {
  return { value, label, count };
}

function target(ids: readonly string[], ...filters: ProductTarget['filters']): ProductTarget {
  return { productIds: ids.map(productId), filters };
}
