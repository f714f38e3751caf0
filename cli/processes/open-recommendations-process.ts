import { randomUUID } from 'node:crypto';
import { createShopperTraces, shareTraces } from '../../discovery/index.ts';
import { recommendationsHealth } from '../parts/health-checks.ts';
import { openFinding } from '../parts/open-finding.ts';
import { patient } from '../parts/patient.ts';
import { openPeople } from '../parts/open-people.ts';
import { openProductSearch } from '../parts/open-product-search.ts';
import { recommendationsSubgraph } from '../parts/subgraphs.ts';
import { openNotices } from '../stores/open-notices.ts';
import { openSubgraphProcess } from './open-subgraph-process.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

/** Search, lists, rules and models. It counts behaviour from the log of events, whoever writes there. */
export async function openRecommendationsProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { configuration, log, now } = options;
  const stores = { ...options, servers: configuration.servers };
  const { guard } = patient(configuration.patience);
  await using parts = new AsyncDisposableStack();
  const people = parts.use(await openPeople(stores, guard));
  const search = parts.use(await openProductSearch(stores, configuration.textModelDir));
  const notices = parts.use(await openNotices(stores));
  const finding = parts.use(await openFinding({ stores, search, people, notices, guard }));
  const { behaviour, served } = finding;
  parts.use(await shareTraces({ local: createShopperTraces({ behaviour, served }), notices, newId: randomUUID, now, log }));
  behaviour.start();
  return await openSubgraphProcess(
    { subgraph: recommendationsSubgraph(finding, { log }), isReady: () => recommendationsHealth({ ...search, ...people, behaviour }), parts },
    options,
  );
}
