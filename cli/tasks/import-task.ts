import { z } from 'zod';
import { importEventsIntoShop } from '../import-events-into-shop.ts';
import { importIntoShop } from '../import-into-shop.ts';
import type { ShopTask } from './shop-task.ts';

/** Absolute paths: the process that does it may have been started elsewhere. */
const fileSchema = z.object({ file: z.string(), mappingFile: z.string() });

const argsSchema = z.object({ catalog: fileSchema.nullable(), events: fileSchema.nullable() });

export type ImportArgs = z.infer<typeof argsSchema>;

/** Imports a catalogue, waits until all of it is searchable or in quarantine, and imports events; each where there is one. */
export const importTask: ShopTask = async (shop, args, context) => {
  const { catalog, events } = argsSchema.parse(args);
  if (catalog !== null) {
    shop.indexer.start();
    await importIntoShop(shop, { ...catalog, ...context });
  }
  if (events !== null) await importEventsIntoShop(shop, { ...events, ...context });
};
