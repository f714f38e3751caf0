import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decimal128, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { objects, runAisle } from '../cli/run-aisle.ts';
import { temporaryFolder, type TemporaryFolder } from '../stores/embedded/support/temporary-folder.ts';
import { type AisleProcess, startAisle } from '../support/aisle-process.ts';
import { makePlace, type Place, SERVERS_WORLD } from '../support/worlds.ts';

/** What the shop's own tools have written, in the shape that they like; docs/moving-in.md. */
const PRODUCTS = [
  { _id: new ObjectId(), name: 'Rain jacket', maker: { name: 'Nord' }, price: Decimal128.fromString('129.00'), category: ['Clothing', 'Jackets'], stock: 12, photos: ['https://shop.example/1.jpg'] },
  { _id: new ObjectId(), name: 'Steel kettle', maker: { name: 'Stelton' }, price: Decimal128.fromString('45.50'), category: ['Kitchen', 'Kettles'], stock: 0, photos: [] },
  { _id: 17, name: 'Desk lamp', maker: { name: 'Lumo' }, price: 39, category: ['Home', 'Lamps'], stock: 3, photos: [] },
  { _id: 'no-name', maker: { name: 'Nord' }, price: 5, category: [], stock: 1, photos: [] },
] as const;

const MAPPING = {
  currency: 'EUR',
  id: '_id',
  title: 'name',
  brand: 'maker.name',
  categoryPath: 'category',
  price: { column: 'price', unit: 'major' },
  images: ['photos'],
};

describe.skipIf(SERVERS_WORLD === null)('a shop that has its products in MongoDB', () => {
  let place: Place;
  let folder: TemporaryFolder;
  let client: MongoClient;
  let indexer: AisleProcess;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    place = makePlace(SERVERS_WORLD!);
    folder = await temporaryFolder();
    const mappingFile = join(folder.path, 'mapping.json');
    await writeFile(mappingFile, JSON.stringify(MAPPING));
    client = await MongoClient.connect(place.servers.mongodbUrl!);
    const collection = client.db(`${place.servers.namespace}-theirs`).collection('products');
    await collection.insertMany(PRODUCTS as unknown as { _id: ObjectId }[]);
    environment = { ...place.environment, AISLE_MONGODB_PRODUCTS: `${place.servers.namespace}-theirs.products`, AISLE_MONGODB_MAPPING: mappingFile };
    indexer = await startAisle(['serve', '--only', 'indexer', '--port', '0', '--data', folder.path], environment, (said) => said.length > 0);
  }, 60_000);
  afterAll(async () => {
    await indexer?.[Symbol.asyncDispose]();
    await client?.db(`${place.servers.namespace}-theirs`).dropDatabase();
    await client?.close();
    await place?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  const aisle = (...args: readonly string[]) => runAisle([...args, '--json', '--data', folder.path], environment);
  const theirs = () => client.db(`${place.servers.namespace}-theirs`).collection('products');
  const cleaned = () => client.db(place.servers.namespace).collection('cleaned').find().toArray();
  const titles = async () => (await cleaned()).map(({ product }) => product.title as string).toSorted();
  /** What the indexer says of the index at /metrics. */
  const indexed = async () => {
    const text = await (await fetch(`${indexer.said[0]!['url'] as string}/metrics`)).text();
    const read = (name: string): number => Number(new RegExp(`^aisle_${name} (\\d+)$`, 'm').exec(text)?.[1]);
    return { documents: read('index_documents'), pending: read('index_pending_changes'), quarantined: read('quarantined_records') };
  };
  const settled = (state: Awaited<ReturnType<typeof indexed>>) => vi.waitFor(async () => expect(await indexed()).toEqual(state), { timeout: 60_000, interval: 200 });

  it('has them indexed from where they are, and hears what was refused', async () => {
    await settled({ documents: 3, pending: 0, quarantined: 1 });
    const verified = await aisle('index', 'verify');
    expect([verified.code, objects(verified).at(-1)]).toEqual([0, { checked: 3, differences: 0 }]);
    const refused = objects(await aisle('index', 'replay', '--list'));
    expect(refused[0]).toMatchObject({ quarantined: { id: 'no-name', issues: [{ code: 'TITLE_MISSING' }] } });
  }, 120_000);

  it('goes on writing them with its own tools', async () => {
    await theirs().updateOne({ _id: PRODUCTS[1]._id }, { $set: { name: 'Copper kettle' } });
    await theirs().insertOne({ _id: 18 as unknown as ObjectId, name: 'Floor lamp', maker: { name: 'Lumo' }, price: 99, category: ['Home', 'Lamps'], stock: 1, photos: [] });
    await theirs().deleteOne({ _id: 17 as unknown as ObjectId });
    await vi.waitFor(async () => expect(await titles()).toEqual(['Copper kettle', 'Floor lamp', 'Rain jacket']), { timeout: 60_000, interval: 200 });
    await settled({ documents: 3, pending: 0, quarantined: 1 });
    expect(objects(await aisle('index', 'verify')).at(-1)).toEqual({ checked: 3, differences: 0 });
    expect((await cleaned()).map(({ product }) => `${product.title}, ${product.brand}, ${product.price.amount}`).toSorted()).toEqual([
      'Copper kettle, Stelton, 4550',
      'Floor lamp, Lumo, 9900',
      'Rain jacket, Nord, 12900',
    ]);
  }, 120_000);

  it('finds its documents as they were', async () => {
    const left = await theirs().find().toArray();
    expect(left).toContainEqual(PRODUCTS[0]);
    expect(left).toContainEqual(PRODUCTS[3]);
    expect(left).toHaveLength(4);
    expect(await indexer.stop()).toBe(0);
    expect(indexer.errors()).not.toContain('"level":50');
  });
});
