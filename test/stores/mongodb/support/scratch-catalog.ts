import { type MongoCatalog, type MongoCatalogOptions, openMongoCatalog } from '../../../../stores/mongodb/index.ts';
import { uniqueNamespace } from '../../../support/servers.ts';
import { scratchDatabase } from './scratch-database.ts';

export interface ScratchCatalogOptions extends Partial<Omit<MongoCatalogOptions, 'url'>> {
  readonly url: string;
}

/** A catalog in a database of its own, which goes with it. Its places stay, however slow the machine is. */
export async function openScratchCatalog({ url, namespace = uniqueNamespace(), now = () => 1, ...options }: ScratchCatalogOptions): Promise<MongoCatalog> {
  await using stack = new AsyncDisposableStack();
  stack.use(await scratchDatabase(url, namespace));
  const catalog = stack.use(await openMongoCatalog({ url, namespace, now, placeStaysS: 3_600, ...options }));
  const resources = stack.move();
  return { ...catalog, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
