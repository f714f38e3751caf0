import { toLine, toRecord } from './models-list.ts';
import type { ShopTask } from './shop-task.ts';

export interface ActivateArgs {
  readonly version: string;
}

/** Makes a model the active one. */
export const modelsActivate: ShopTask = async ({ models }, args, { printer }) => {
  const { version } = args as ActivateArgs;
  const model = await models.activate(version);
  printer.result(toLine(model), toRecord(model));
};
