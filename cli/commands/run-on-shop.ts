import { existsSync } from 'node:fs';
import { AppError } from '../../schema/errors.ts';
import { readConfiguration } from '../configuration.ts';
import { runShopTask } from '../run-shop-task.ts';
import type { ShopTaskName } from '../tasks/shop-tasks.ts';
import { usesFolder } from '../stores/uses-folder.ts';
import type { SharedOptions } from './shared-options.ts';

/**
 * Does a task on a shop that is there already.
 * @throws AppError `CONFIGURATION_INVALID` where it is not: a mistyped folder would otherwise be made, and look like an empty shop.
 * A shop that is on servers alone is there.
 */
export async function runOnShop(name: ShopTaskName, args: unknown, options: SharedOptions): Promise<void> {
  if (usesFolder(readConfiguration(process.env).servers) && !existsSync(options.data)) {
    throw new AppError('CONFIGURATION_INVALID', `--data: expected the folder of a shop, but ${options.data} does not exist.`);
  }
  await runShopTask(name, args, options);
}
