import { pino } from 'pino';
import { AppError } from '../schema/errors.ts';
import type { SharedOptions } from './commands/shared-options.ts';
import { stopSignal } from './commands/stop-signal.ts';
import { readConfiguration } from './configuration.ts';
import { askOwner } from './control/ask-owner.ts';
import { readOwner } from './control/owner-file.ts';
import { openShop, type Shop } from './open-shop.ts';
import { createPrinter } from './print.ts';
import { SHOP_TASKS, type ShopTaskName } from './tasks/shop-tasks.ts';

/** Does a task on a shop: in this process where the shop is free, else in the one that has it open. */
export async function runShopTask(name: ShopTaskName, args: unknown, { data: dataDir, json }: SharedOptions): Promise<void> {
  const { servers, logLevel, textModelDir } = readConfiguration(process.env);
  const printer = createPrinter(json === true);
  const signal = stopSignal();
  const now = Date.now;
  let shop: Shop;
  try {
    shop = await openShop({ dataDir, log: pino({ level: logLevel }, pino.destination(2)), now, servers, textModelDir });
  } catch (error) {
    const owner = error instanceof AppError && error.code === 'STORE_LOCKED' ? readOwner(dataDir) : null;
    if (owner === null) throw error;
    await askOwner(owner, { name, args, printer, signal });
    return;
  }
  await using opened = shop;
  await SHOP_TASKS[name](opened, args, { printer, signal, now });
}
