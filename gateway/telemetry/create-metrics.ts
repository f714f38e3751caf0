import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ShopGauge } from '../gateway-options.ts';
import { createBoundedNames } from './bounded-names.ts';
import { registerGauges } from './register-gauges.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const OPERATION_NAMES_MAX = 100;
const DELAY_RESOLUTION_MS = 20;

/** Counts and times of one gateway, in the Prometheus text format. No label holds what a client may choose without bound. */
export interface Metrics extends Disposable {
  observeRequest(operationName: string | null, status: number, milliseconds: number): void;
  /** `outcome`: `answered`, `aborted`, or how it failed. */
  observeSubgraphCall(subgraph: string, outcome: string, milliseconds: number): void;
  countError(code: string): void;
  setBreakerOpen(subgraph: string, open: boolean): void;
  readonly contentType: string;
  text(): Promise<string>;
}

/** @param gauges - Numbers of the shop, read at each scrape. */
export function createMetrics(gauges: readonly ShopGauge[]): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const boundName = createBoundedNames(OPERATION_NAMES_MAX);
  const requests = new Histogram({
    name: 'aisle_request_duration_seconds',
    help: 'Time to answer a client, by operation and HTTP status.',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'aisle_subgraph_call_duration_seconds',
    help: 'Time of one call of a subgraph, by outcome.',
    labelNames: ['subgraph', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({ name: 'aisle_errors_total', help: 'Errors shown to clients, by code.', labelNames: ['code'], registers });
  const breakers = new Gauge({
    name: 'aisle_subgraph_breaker_open',
    help: '1 while calls of a subgraph fail at once.',
    labelNames: ['subgraph'],
    registers,
  });
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  // Registers itself.
  void new Gauge({
    name: 'aisle_event_loop_lag_seconds',
    help: 'How late the event loop was since the last scrape, by quantile.',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const quantile of [50, 99, 100]) {
        // What is measured is the time between two turns, of which the resolution is the part that was meant.
        this.set({ quantile: String(quantile / 100) }, Math.max(0, delay.percentile(quantile) / 1e9 - DELAY_RESOLUTION_MS / 1e3));
      }
      delay.reset();
    },
  });
  registerGauges(registry, gauges);
  return {
    observeRequest: (operationName, status, milliseconds) =>
      requests.observe({ operation: boundName(operationName ?? 'none'), status }, milliseconds / 1_000),
    observeSubgraphCall: (subgraph, outcome, milliseconds) => calls.observe({ subgraph, outcome }, milliseconds / 1_000),
    countError: (code) => errors.inc({ code }),
    setBreakerOpen: (subgraph, open) => breakers.set({ subgraph }, open ? 1 : 0),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    [Symbol.dispose]: () => void delay.disable(),
  };
}
