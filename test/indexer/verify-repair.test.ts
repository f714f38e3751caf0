import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DifferenceKind } from '../../indexer/index.ts';
import { changeVersion, productId } from '../../schema/ids.ts';
import { checksumOf } from '../../stores/ports/checksum.ts';
import type { IndexDocument } from '../../stores/ports/search-index.ts';
import { product } from '../contracts/support/samples.ts';
import { record, settle, type Stores, WORLDS } from './support.ts';

const IDS = Array.from({ length: 12 }, (_, i) => `p${String(i).padStart(2, '0')}`);
const FUTURE = changeVersion(9n * 10n ** 18n);

/** Ways in which a document goes wrong behind the indexer's back, and what verification must call them. */
const HARMS = ['delete', 'age', 'change', 'wrong checksum', 'from the future', 'lose the cleaned product'] as const;
const EXPECTED: Readonly<Record<(typeof HARMS)[number], DifferenceKind>> = {
  delete: 'missing',
  age: 'stale',
  change: 'corrupt',
  'wrong checksum': 'corrupt',
  'from the future': 'stale',
  'lose the cleaned product': 'uncleaned',
};

async function harm({ index, catalog }: Stores, id: string, how: (typeof HARMS)[number]): Promise<void> {
  const [document] = await index.documentsByIds([productId(id)]);
  const put = (changes: Partial<IndexDocument>): Promise<void> => index.write([{ kind: 'put', document: { ...document!, ...changes } }], null);
  await index.purge([productId(id)]);
  if (how === 'age') await put({ version: changeVersion(0) });
  if (how === 'change') await put({ product: { ...document!.product, title: 'tampered with' } });
  if (how === 'wrong checksum') await put({ checksum: '0'.repeat(32) });
  if (how === 'from the future') await put({ version: FUTURE });
  if (how === 'lose the cleaned product') {
    // As if the cleaned product had never been written: of an older version than its record.
    await put({});
    const [cleaned] = await catalog.productsByIds([productId(id)]);
    await catalog.putSources([record(id)]);
    await index.write([], { ...(await catalog.head()), indexVersion: 'products-1' });
    await put({ version: cleaned!.version });
  }
}

async function plantLeftOver({ index }: Stores, id: string): Promise<void> {
  const of = product(id);
  await index.write([{ kind: 'put', document: { id: of.id, version: FUTURE, checksum: checksumOf(of), product: of, embedding: null } }], null);
}

describe.each(WORLDS)('verifying against a catalog: $name', ({ openStores, runs }) => {
  it('names exactly what was planted, and repair restores exactly that', async () => {
    const planted = fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...HARMS)), { selector: ([id]) => id, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(planted, fc.nat(2), async (harms, leftOvers) => {
        await using stores = await openStores();
        {
          await using indexer = stores.indexer();
          indexer.start();
          await stores.catalog.putSources([...IDS.map((id) => record(id)), record('bad', { title: '' })]);
          await settle(stores, indexer);
          expect((await indexer.verify()).differences).toEqual([]);
        }
        const untouched = IDS.filter((id) => harms.every(([other]) => other !== id));
        const good = await stores.index.entriesByIds(untouched.map(productId));
        for (const [id, how] of harms) await harm(stores, id, how);
        for (let i = 0; i < leftOvers; i += 1) await plantLeftOver(stores, `left-${i}`);

        await using indexer = stores.indexer();
        const said: string[] = [];
        const { differences, checked } = await indexer.verify({ onDifference: ({ id }) => void said.push(id) });
        const expected = [...harms.map(([id, how]) => `${id} ${EXPECTED[how]}`), ...Array.from({ length: leftOvers }, (_, i) => `left-${i} left-over`)];
        expect(differences.map(({ id, kind }) => `${id} ${kind}`).toSorted()).toEqual(expected.toSorted());
        expect(said.toSorted()).toEqual(differences.map(({ id }) => id as string).toSorted());
        expect(checked).toBeGreaterThanOrEqual(IDS.length);

        await indexer.repair(differences);
        indexer.start();
        await settle(stores, indexer);
        expect((await indexer.verify()).differences).toEqual([]);
        expect(await stores.index.entriesByIds(untouched.map(productId))).toEqual(good);
        expect((await stores.index.scan(null, 100)).map(({ id }) => id as string)).toEqual(IDS);
        // What is restored can be changed on: nothing of the future is left in its way.
        await stores.catalog.putSources([record(IDS[0]!, { title: 'changed after the repair' })]);
        await settle(stores, indexer);
        expect((await stores.index.documentsByIds([productId(IDS[0]!)]))[0]?.product.title).toBe('changed after the repair');
      }),
      { numRuns: runs(40) },
    );
  });

  it('does not take writes that go on meanwhile for differences', async () => {
    await using stores = await openStores();
    await using indexer = stores.indexer();
    indexer.start();
    await stores.catalog.putSources(Array.from({ length: 900 }, (_, i) => record(`q${i}`)));
    const load = { writing: true };
    const writes = (async () => {
      for (let i = 0; load.writing; i += 1) {
        await stores.catalog.putSources([record(`q${i % 900}`, { title: `changed ${i}` }), record(`new${i}`)]);
        await stores.catalog.deleteSources([productId(`q${(i * 7) % 900}`)]);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    for (let round = 0; round < 3; round += 1) expect((await indexer.verify()).differences).toEqual([]);
    load.writing = false;
    await writes;
    await settle(stores, indexer);
    expect((await indexer.verify()).differences).toEqual([]);
  });
});
