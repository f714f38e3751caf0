import { catchUp } from './catch-up.ts';
import { createCountMeter } from './count-meter.ts';
import type { ShopTask } from './shop-task.ts';

/** Builds the index anew beside the live one and swaps; one that was interrupted goes on where it stopped. */
export const indexRebuild: ShopTask = async (shop, _args, context) => {
  const { printer, signal } = context;
  await catchUp(shop, context);
  const total = (await shop.catalog.countProducts(signal)) + (await shop.catalog.countQuarantined(signal));
  const meter = createCountMeter({ ...context, noun: 'records', total });
  const indexVersion = await shop.indexer.rebuild({ onProgress: ({ records }) => meter(records), signal });
  const { documents } = await shop.index.status(signal);
  printer.result(`${indexVersion} is live, with ${documents.toLocaleString('en')} documents.`, { indexVersion, documents });
};
