import type { Difference } from '../../indexer/index.ts';
import { AppError } from '../../schema/errors.ts';
import type { Shop } from '../open-shop.ts';
import { catchUp } from './catch-up.ts';
import { createCountMeter } from './count-meter.ts';
import type { ShopTask, TaskContext } from './shop-task.ts';

/**
 * Compares the index with the catalog, document by document, and names what differs.
 * @throws AppError `INDEX_DIFFERS` where something does, so that a script notices.
 */
export const indexVerify: ShopTask = async (shop, _args, context) => {
  const differences = await findDifferences(shop, context);
  if (differences.length > 0) {
    throw new AppError('INDEX_DIFFERS', `${differences.length.toLocaleString('en')} documents differ; "aisle index repair" restores just those.`);
  }
};

/** Prints each difference as it is found, then the totals. */
export async function findDifferences(shop: Shop, context: TaskContext): Promise<readonly Difference[]> {
  const { printer, signal } = context;
  await catchUp(shop, context);
  const meter = createCountMeter({ ...context, noun: 'products', total: await shop.catalog.countProducts(signal) });
  const { checked, differences } = await shop.indexer.verify({
    onDifference: ({ id, kind, detail }) => printer.result(`${kind.padEnd(10)} ${id}: ${detail}`, { difference: { id, kind, detail } }),
    onProgress: (progress) => meter(progress.checked),
    signal,
  });
  printer.result(`${checked.toLocaleString('en')} products compared, ${differences.length.toLocaleString('en')} differ.`, {
    checked,
    differences: differences.length,
  });
  return differences;
}
