import { describe, expect, it } from 'vitest';
import { openEmbeddedCatalog } from '../../../stores/embedded/index.ts';
import type { Catalog } from '../../../stores/ports/catalog.ts';
import { source } from '../../contracts/support/samples.ts';
import { SERVERS } from '../../support/servers.ts';
import { openScratchCatalog } from './support/scratch-catalog.ts';

describe.skipIf(SERVERS.mongodbUrl === null)('an index that was filled from the other kind of catalog', () => {
  it('is built anew: its place in the feed is one in a history that is not there', async () => {
    await using embedded = await openEmbeddedCatalog({ dataDir: ':memory:', now: () => 1 });
    await using mongo = await openScratchCatalog({ url: SERVERS.mongodbUrl! });
    const tokenOf = async (catalog: Catalog) => {
      await catalog.putSources([source('a')]);
      return (await catalog.head()).token;
    };
    const [ofEmbedded, ofMongo] = [await tokenOf(embedded), await tokenOf(mongo)];
    await expect(mongo.read(ofEmbedded, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
    await expect(embedded.read(ofMongo, 10)).rejects.toMatchObject({ code: 'CHANGE_HISTORY_LOST' });
  });
});
