import { z } from 'zod';
import { importIntoShop } from '../import-into-shop.ts';
import type { ShopTask } from './shop-task.ts';

/** Absolute paths: the process that does it may have been started elsewhere. */
const argsSchema = z.object({ file: z.string(), mappingFile: z.string() });

export type ImportArgs = z.infer<typeof argsSchema>;

/** Imports a file into the shop and waits until all of it is searchable or in quarantine. */
export const importTask: ShopTask = async (shop, args, context) => {
  shop.indexer.start();
  await importIntoShop(shop, { ...argsSchema.parse(args), ...context });
};
