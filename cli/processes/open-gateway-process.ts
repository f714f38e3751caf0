import { randomUUID } from 'node:crypto';
import { shareTraces } from '../../discovery/index.ts';
import { createGateway } from '../../gateway/index.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../schema/subgraph-request.ts';
import { gatewayHealth } from '../parts/health-checks.ts';
import { patient } from '../parts/patient.ts';
import { openPeople } from '../parts/open-people.ts';
import { visitorMerge } from '../parts/visitor-merge.ts';
import { readSupergraph } from '../read-supergraph.ts';
import { sampleFile } from '../sample/index.ts';
import { openNotices } from '../stores/open-notices.ts';
import { needed } from './needed.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

/** The one door, before subgraphs that it finds by their URLs. Of the stores it has only those of shoppers, to merge a visitor at sign-in. */
export async function openGatewayProcess({ host, port, configuration, dataDir, log, now }: ProcessOptions): Promise<RunningProcess> {
  const { secrets, servers, subgraphs, supergraph, allowedOrigins, development } = configuration;
  const stores = { dataDir, servers, log, now };
  const urls = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [name, needed(subgraphs[name], `AISLE_${name.toUpperCase()}_URL`)]),
  ) as Record<SubgraphName, string>;
  const { guard, deadlineMs } = patient(configuration.patience);
  await using parts = new AsyncDisposableStack();
  const people = parts.use(await openPeople(stores, guard));
  const notices = parts.use(await openNotices(stores));
  const traces = parts.use(await shareTraces({ local: null, notices, newId: randomUUID, now, log }));
  const { url } = parts.use(
    await createGateway({
      readSupergraph: () => readSupergraph(supergraph ?? undefined),
      subgraphs: {
        catalog: { kind: 'http', url: `${urls.catalog}/graphql` },
        users: { kind: 'http', url: `${urls.users}/graphql` },
        recommendations: { kind: 'http', url: `${urls.recommendations}/graphql` },
      },
      secrets: {
        token: needed(secrets.token, 'AISLE_TOKEN_SECRET'),
        visitor: needed(secrets.visitor, 'AISLE_VISITOR_SECRET'),
        subgraph: needed(secrets.subgraph, 'AISLE_SUBGRAPH_SECRET'),
      },
      secretsConfigured: true,
      host,
      port,
      allowedOrigins,
      development,
      deadlineMs,
      isReady: () => gatewayHealth(urls),
      localFile: sampleFile,
      mergeVisitor: visitorMerge({ ...people, traces }),
      log,
      now,
    }),
  );
  const resources = parts.move();
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
