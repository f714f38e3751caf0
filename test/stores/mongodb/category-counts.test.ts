import { describe, expect, it } from 'vitest';
import { changeVersion } from '../../../schema/ids.ts';
import { openMongoCatalog } from '../../../stores/mongodb/index.ts';
import { category, cleaned, path } from '../../contracts/support/samples.ts';
import { SERVERS, uniqueNamespace } from '../../support/servers.ts';
import { scratchDatabase } from './support/scratch-database.ts';

describe.skipIf(SERVERS.mongodbUrl === null)('categories that several indexers count', () => {
  it('are exact, however many write at once, and are gone with their last product', async () => {
    const namespace = uniqueNamespace();
    await using _database = await scratchDatabase(SERVERS.mongodbUrl!, namespace);
    const open = () => openMongoCatalog({ url: SERVERS.mongodbUrl!, namespace, now: () => 1 });
    await using one = await open();
    await using other = await open();
    const leaf = (i: number) => ['home/garden', 'home/bath', 'books'][i % 3]!;
    const batches = Array.from({ length: 12 }, (_, batch) => Array.from({ length: 30 }, (_, i) => cleaned(`p${batch}-${i}`, 1, { categories: path(leaf(i)) })));
    await Promise.all(batches.map((batch, i) => (i % 2 === 0 ? one : other).putCleaned(batch)));
    const counts = async () => (await one.childCategories([null, category('home')])).map(({ id, productCount }) => `${id} ${productCount}`);
    expect(await counts()).toEqual(['home/bath 120', 'books 120', 'home/garden 120', 'home 240']);
    // Whoever takes a product out is another than put it in.
    const all = batches.flat().map(({ product }) => ({ id: product.id, version: changeVersion(2) }));
    await Promise.all([other.removeCleaned(all.slice(0, 150)), one.removeCleaned(all.slice(150))]);
    expect(await counts()).toEqual([]);
    expect(await other.countProducts()).toBe(0);
  });
});
