import type { Models, ModelsOptions } from '../../ranker/index.ts';
import type { Notices } from '../../stores/ports/notices.ts';

export interface ShareModelsOptions {
  /** Over a folder that all processes share. */
  readonly models: Models;
  readonly notices: Notices;
  readonly log: ModelsOptions['log'];
}

/** How often a process looks for itself, since a notice may be lost; milliseconds. */
const LOOK_MS = 30_000;

/** The models of a shop that runs as several processes: one activated here is active in the others within moments, and the other way round. */
export async function shareModels({ models, notices, log }: ShareModelsOptions): Promise<Models & AsyncDisposable> {
  const refresh = (): void => {
    models.refresh().catch((error: unknown) => log.warn({ error }, 'It could not be seen which ranking model is active; it is tried again.'));
  };
  const listening = await notices.listen('models', refresh);
  const timer = setInterval(refresh, LOOK_MS).unref();
  return {
    ...models,
    async activate(version) {
      const model = await models.activate(version);
      await notices.publish('models', version).catch((error: unknown) => {
        log.warn({ error }, `The other processes could not be told of the model; they see it within ${LOOK_MS / 1_000} s.`);
      });
      return model;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await listening[Symbol.asyncDispose]();
    },
  };
}
