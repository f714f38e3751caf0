import type { ShopTask } from './shop-task.ts';

/** How the index stands to the catalog. */
export const indexStatus: ShopTask = async (shop, _args, { printer, signal, now }) => {
  const { catalog, index } = shop;
  const memoryBytes = await index.memoryBytes();
  const status = await index.status(signal);
  const pending = await catalog.pending(status.checkpoint?.token ?? null, signal);
  const lagSeconds = pending.oldestAtMs === null ? 0 : Math.max(0, now() - pending.oldestAtMs) / 1_000;
  const products = await catalog.countProducts(signal);
  const quarantined = await catalog.countQuarantined(signal);
  const reasons = await catalog.countByReason(signal);
  const rebuiltAt = status.rebuiltAtMs === null ? null : new Date(status.rebuiltAtMs).toISOString();
  const lines = [
    `index        ${status.indexVersion} (read as "${status.alias}"), rebuilt ${rebuiltAt ?? 'never'}${status.current ? '' : '; of another release: to be rebuilt'}`,
    `documents    ${count(status.documents)}, of ${count(products)} products in the catalog`,
    `pending      ${count(pending.count)} changes${pending.count === 0 ? '' : `, the oldest ${lagSeconds.toFixed(1)} s old`}`,
    `memory       ${memoryBytes === null ? 'of the server' : `${(memoryBytes / 1e6).toFixed(1)} MB`}`,
    `quarantine   ${count(quarantined)} records`,
    ...reasons.map((reason) => `  ${reason.code.padEnd(28)}${count(reason.count)}`),
  ];
  printer.result(lines.join('\n'), {
    documents: status.documents,
    products,
    pendingChanges: pending.count,
    lagSeconds,
    quarantined,
    quarantinedByReason: Object.fromEntries(reasons.map((reason) => [reason.code, reason.count])),
    alias: status.alias,
    indexVersion: status.indexVersion,
    current: status.current,
    version: status.checkpoint?.version ?? null,
    rebuiltAt,
    memoryBytes,
  });
};

function count(value: number): string {
  return value.toLocaleString('en');
}
