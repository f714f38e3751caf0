import { openCatalogProcess } from './open-catalog-process.ts';
import { openGatewayProcess } from './open-gateway-process.ts';
import { openIndexerProcess } from './open-indexer-process.ts';
import { openRecommendationsProcess } from './open-recommendations-process.ts';
import { openUsersProcess } from './open-users-process.ts';
import type { ProcessName } from './process-name.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

const OPEN: Readonly<Record<ProcessName, (options: ProcessOptions) => Promise<RunningProcess>>> = {
  indexer: openIndexerProcess,
  catalog: openCatalogProcess,
  users: openUsersProcess,
  recommendations: openRecommendationsProcess,
  gateway: openGatewayProcess,
};

/** Opens one process of a shop, ready to answer. */
export function openProcess(name: ProcessName, options: ProcessOptions): Promise<RunningProcess> {
  return OPEN[name](options);
}
