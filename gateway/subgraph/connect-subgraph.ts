import type { GraphQLDataSource } from '@apollo/gateway';
import type { Logger } from 'pino';
import type { SubgraphName } from '../../schema/subgraph-request.ts';
import type { BreakerSettings, SubgraphLocation } from '../gateway-options.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { Metrics } from '../telemetry/create-metrics.ts';
import { createDataSource } from './create-data-source.ts';
import { createHttpExecutor } from './http-executor.ts';
import { withBreaker } from './with-breaker.ts';
import { type DeadlineOptions, withDeadline } from './with-deadline.ts';
import { withRetry } from './with-retry.ts';

export interface ConnectSubgraphOptions extends DeadlineOptions {
  readonly name: SubgraphName;
  readonly location: SubgraphLocation;
  readonly secret: string;
  readonly breaker: BreakerSettings;
  readonly metrics: Pick<Metrics, 'observeSubgraphCall' | 'setBreakerOpen'>;
  readonly log: Logger;
  readonly now: () => number;
}

export interface ConnectedSubgraph {
  readonly dataSource: GraphQLDataSource<GatewayContext>;
  close(): Promise<void>;
}

/** The road to one subgraph: breaker around deadline around transport, the same for both kinds of location. */
export function connectSubgraph({ name, location, secret, breaker, metrics, log, now, ...deadlines }: ConnectSubgraphOptions): ConnectedSubgraph {
  const transport =
    location.kind === 'in-process'
      ? { execute: location.execute, close: async () => undefined }
      : openHttp(location.url, { secret, now });
  const execute = withBreaker(withDeadline(transport.execute, deadlines), {
    ...breaker,
    now,
    onChange(open) {
      metrics.setBreakerOpen(name, open);
      log.warn({ subgraph: name, open }, open ? 'A subgraph does not answer; its calls fail at once.' : 'A subgraph answers again.');
    },
  });
  return { dataSource: createDataSource({ name, execute, metrics, log }), close: transport.close };
}

function openHttp(url: string, options: { readonly secret: string; readonly now: () => number }) {
  const { execute, close } = createHttpExecutor({ url, ...options });
  return { execute: withRetry(execute), close };
}
