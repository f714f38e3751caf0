import type { ListedModel } from '../../ranker/index.ts';
import type { ShopTask } from './shop-task.ts';

/** The models on offer, one a line, and those that cannot be read. */
export const modelsList: ShopTask = async ({ models }, _args, { printer }) => {
  const { models: listed, unreadable } = await models.list();
  if (listed.length === 0) printer.remark('No ranking model is on offer: products stand in the order of relevance.');
  for (const model of listed) printer.result(toLine(model), toRecord(model));
  for (const { version, reason } of unreadable) printer.remark(`${version} cannot be read: ${reason}`);
};

export function toRecord({ version, active, trainedAtMs, sizeBytes, quantized, metrics }: ListedModel): Record<string, unknown> {
  return {
    version,
    active,
    trainedAt: new Date(trainedAtMs).toISOString(),
    sizeBytes,
    quantized,
    metrics: Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
  };
}

export function toLine({ version, active, trainedAtMs, sizeBytes, quantized, metrics }: ListedModel): string {
  const measured = metrics.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join(', ');
  const trained = new Date(trainedAtMs).toISOString().slice(0, 16).replace('T', ' ');
  const size = `${(sizeBytes / 1e3).toFixed(0)} kB ${quantized ? 'int8' : 'float32'}`;
  return `${active ? '*' : ' '} ${version.padEnd(24)}trained ${trained}  ${size.padEnd(16)}${measured}`;
}
