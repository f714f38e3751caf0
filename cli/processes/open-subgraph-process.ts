import type { Readiness } from '../../schema/readiness.ts';
import { serveSubgraph, type Subgraph } from '../../subgraphs/index.ts';
import { needed } from './needed.ts';
import type { ProcessOptions, RunningProcess } from './running-process.ts';

/** Serves a subgraph to the gateway. @param parts - What it stands on, which is freed after it. */
export async function openSubgraphProcess(
  { subgraph, isReady, parts }: { readonly subgraph: Subgraph; readonly isReady: () => Promise<Readiness>; readonly parts: AsyncDisposableStack },
  { host, port, configuration, now, log }: ProcessOptions,
): Promise<RunningProcess> {
  const secret = needed(configuration.secrets.subgraph, 'AISLE_SUBGRAPH_SECRET');
  const { url } = parts.use(await serveSubgraph({ executor: subgraph.execute, host, port, secret, isReady, now, log }));
  const resources = parts.move();
  return { url: new URL(url).origin, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
