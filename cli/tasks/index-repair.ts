import { catchUp } from './catch-up.ts';
import { findDifferences, indexVerify } from './index-verify.ts';
import type { ShopTask } from './shop-task.ts';

/** Restores the documents that differ from the catalog, those only, and looks again. */
export const indexRepair: ShopTask = async (shop, args, context) => {
  const differences = await findDifferences(shop, context);
  if (differences.length === 0) return;
  await shop.indexer.repair(differences, context.signal);
  await catchUp(shop, context);
  context.printer.result(`${differences.length.toLocaleString('en')} restored; comparing again.`, { repaired: differences.length });
  await indexVerify(shop, args, context);
};
