import { Gauge, type Registry } from 'prom-client';
import type { ShopGauge } from '../gateway-options.ts';

/** Enters numbers of the shop into the registry, which reads them at each scrape. */
export function registerGauges(registry: Registry, gauges: readonly ShopGauge[]): void {
  for (const { name, help, read } of gauges) {
    // Registers itself.
    void new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        await read().then(
          (value) => this.set(value),
          () => this.remove(),
        );
      },
    });
  }
}
