import { randomUUID } from 'node:crypto';
import { createSegments, createShopperTraces, shareTraces } from '../../discovery/index.ts';
import { usersHealth } from '../parts/health-checks.ts';
import { patient } from '../parts/patient.ts';
import { openPeople } from '../parts/open-people.ts';
import { openProductSearch } from '../parts/open-product-search.ts';
import { usersSubgraph } from '../parts/subgraphs.ts';
import { openNotices } from '../stores/open-notices.ts';
import { dropExpired } from '../upkeep/drop-expired.ts';
import { openSubgraphProcess } from './open-subgraph-process.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

/** Events, choices and what is known of a shopper. What other processes hold of one it asks them to write down and to forget. */
export async function openUsersProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { configuration, log, now } = options;
  const stores = { ...options, servers: configuration.servers };
  const { guard } = patient(configuration.patience);
  await using parts = new AsyncDisposableStack();
  const people = parts.use(await openPeople(stores, guard));
  const { index } = parts.use(await openProductSearch(stores, configuration.textModelDir));
  const notices = parts.use(await openNotices(stores));
  const segments = createSegments({ events: people.users, index, shoppers: people.shoppers, now });
  const traces = parts.use(await shareTraces({ local: createShopperTraces({ segments }), notices, newId: randomUUID, now, log }));
  parts.use(dropExpired(people.users, log));
  return await openSubgraphProcess({ subgraph: usersSubgraph({ ...people, traces, segments }, { log, now }), isReady: () => usersHealth(people), parts }, options);
}
