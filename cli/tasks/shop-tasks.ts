import { collectTrainingData } from './collect-training-data.ts';
import { erase } from './erase.ts';
import { importTask } from './import-task.ts';
import { indexRebuild } from './index-rebuild.ts';
import { indexRepair } from './index-repair.ts';
import { indexReplay } from './index-replay.ts';
import { indexStatus } from './index-status.ts';
import { indexVerify } from './index-verify.ts';
import { modelsActivate } from './models-activate.ts';
import { modelsList } from './models-list.ts';
import type { ShopTask } from './shop-task.ts';

/** Tasks by the name under which one process asks another for them. */
export const SHOP_TASKS = {
  import: importTask,
  'index-status': indexStatus,
  'index-rebuild': indexRebuild,
  'index-verify': indexVerify,
  'index-repair': indexRepair,
  'index-replay': indexReplay,
  erase,
  'collect-training-data': collectTrainingData,
  'models-list': modelsList,
  'models-activate': modelsActivate,
} as const satisfies Record<string, ShopTask>;

export type ShopTaskName = keyof typeof SHOP_TASKS;

export function isShopTaskName(name: string): name is ShopTaskName {
  return Object.hasOwn(SHOP_TASKS, name);
}
