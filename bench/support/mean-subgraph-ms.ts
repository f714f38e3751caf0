/**
 * Reads from the gateway's metrics how long it has waited for subgraphs. Gives what one operation of those since has
 * spent there in the mean, milliseconds.
 */
export async function meanSubgraphMs(url: string): Promise<(operations: number) => Promise<number>> {
  const before = await totalSeconds(url);
  return async (operations) => (1_000 * ((await totalSeconds(url)) - before)) / operations;
}

async function totalSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const sums = metrics.matchAll(/^aisle_subgraph_call_duration_seconds_sum\{.*\} (\S+)$/gm);
  return Array.from(sums, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0);
}
