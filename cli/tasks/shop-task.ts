import type { Shop } from '../open-shop.ts';
import type { Printer } from '../print.ts';

export interface TaskContext {
  readonly printer: Printer;
  readonly signal: AbortSignal;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
}

/**
 * Work on an open shop, in whichever process has it open. Its arguments are plain JSON and its output goes through the
 * printer, so that a command can have it done by the process that serves the shop.
 */
export type ShopTask = (shop: Shop, args: unknown, context: TaskContext) => Promise<void>;
