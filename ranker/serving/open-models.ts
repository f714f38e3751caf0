import { basename } from 'node:path';
import { AppError } from '../../schema/errors.ts';
import type { ModelVersion } from '../../schema/ids.ts';
import { readActive, writeActive } from '../model/active-file.ts';
import { listModels } from '../model/list-models.ts';
import type { ModelComponents } from '../model/model-types.ts';
import { type ModelSummary, readModel, readModelSummary } from '../model/read-model.ts';
import { createServingModel, type ServingModel, type ShopExpectations } from './serving-model.ts';
import { knowsOtherVectors, withoutUserEncoder } from './without-user-encoder.ts';
import { createShared, type Held, type Shared } from './shared.ts';

export interface ModelsOptions {
  /** The shop's own models, and the word which is active. */
  readonly folder: string;
  /** Those that came with this release; the newest is active until another is made so. */
  readonly shippedFolder: string;
  /** What the shop's vectors are, asked at each activation. */
  readonly expectations: () => ShopExpectations | Promise<ShopExpectations>;
  readonly log: { warn(facts: Readonly<Record<string, unknown>>, message: string): void };
}

export type ListedModel = ModelSummary & { readonly active: boolean };

export interface ModelListing {
  /** The active one first, then the newest. */
  readonly models: readonly ListedModel[];
  /** Directories whose manifest cannot be read, with the reason. */
  readonly unreadable: readonly { readonly version: string; readonly reason: string }[];
}

/** The ranking models of a shop, of which one is active. Needs the tensor backend `wasm` to be open. */
export interface Models extends Disposable {
  /**
   * The active model, for one request: it stays whole until given back, whatever is activated meanwhile. Null where none is on offer.
   * @throws AppError `MODEL_REFUSED` where there are some, but none was fit when the shop was opened.
   */
  hold(): Held<ServingModel> | null;
  list(): Promise<ModelListing>;
  /**
   * Loads a model beside the active one, checks it, remembers the choice durably and swaps: the next `hold` gets it. Rolling
   * back is activating the former. One at a time; the last one called wins.
   * @throws AppError `MODEL_NOT_FOUND`, or `MODEL_REFUSED` with the reason; the active model keeps serving then.
   */
  activate(version: string): Promise<ListedModel>;
  /**
   * Takes up what another process has made active in the same folder since. One that is not there or not fit is told to the log,
   * once, and the active one keeps serving.
   */
  refresh(): Promise<void>;
  /** The parts of a model that made an order lately, to explain it by; null where the model is gone. */
  componentsOf(version: ModelVersion): Promise<ModelComponents | null>;
}

/** Opens the models and activates the one remembered, or the newest shipped one that is fit. */
export async function openModels({ folder, shippedFolder, expectations, log }: ModelsOptions): Promise<Models> {
  let active: { readonly model: ServingModel; readonly shared: Shared<ServingModel> } | null = null;
  let explained: { readonly version: ModelVersion; readonly components: ModelComponents } | null = null;
  let noneFit = false;
  /** Of another process: what could not be taken up. */
  let refused: string | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** The shop's own stand before shipped ones of the same name. */
  const directories = async (): Promise<ReadonlyMap<string, string>> => {
    const all = [...(await listModels(shippedFolder)), ...(await listModels(folder))];
    return new Map(all.map((directory) => [basename(directory), directory]));
  };

  const swapTo = (model: ServingModel): void => {
    const former = active;
    active = { model, shared: createShared(model) };
    former?.shared.retire();
  };

  const load = async (directory: string): Promise<ServingModel> => createServingModel(await readModel(directory), await expectations());

  const directoryOf = async (version: string): Promise<string> => {
    const offered = await directories();
    const directory = offered.get(version);
    if (directory !== undefined) return directory;
    throw new AppError('MODEL_NOT_FOUND', `version: expected one of ${[...offered.keys()].join(', ') || 'none'}, got ${version}.`);
  };

  const listed = (summary: ModelSummary): ListedModel => ({ ...summary, active: summary.version === active?.model.version });

  async function activateNow(version: string): Promise<ListedModel> {
    const directory = await directoryOf(version);
    const model = await load(directory);
    try {
      await writeActive(folder, version);
    } catch (error) {
      model[Symbol.dispose]();
      throw error;
    }
    swapTo(model);
    return listed(await readModelSummary(directory));
  }

  async function refreshNow(): Promise<void> {
    const chosen = await readActive(folder);
    if (chosen === null || chosen === active?.model.version || chosen === refused) return;
    try {
      swapTo(await load(await directoryOf(chosen)));
      refused = null;
    } catch (error) {
      refused = chosen;
      log.warn({ error, modelVersion: chosen }, 'The ranking model that another process has made active cannot be used here.');
    }
  }

  /** With another text encoder since the last start, a model serves without its user encoder, rather than not at all. */
  async function loadAtStart(directory: string): Promise<ServingModel> {
    const [stored, shop] = [await readModel(directory), await expectations()];
    if (!knowsOtherVectors(stored, shop)) return createServingModel(stored, shop);
    const model = createServingModel(withoutUserEncoder(stored), shop);
    log.warn({ modelVersion: stored.version }, 'The ranking model knows the vectors of another text encoder; it serves without user vectors until one is trained.');
    return model;
  }

  /** The one asked for last, else the newest shipped, by name, that is fit. */
  async function start(): Promise<void> {
    const chosen = await readActive(folder);
    const chosenDirectory = chosen === null ? undefined : (await directories()).get(chosen);
    if (chosen !== null && chosenDirectory === undefined) log.warn({ modelVersion: chosen }, 'The active ranking model is not there any more.');
    const shipped = (await listModels(shippedFolder)).toReversed();
    for (const directory of chosenDirectory === undefined ? shipped : [chosenDirectory, ...shipped]) {
      try {
        swapTo(await loadAtStart(directory));
        return;
      } catch (error) {
        log.warn({ error, modelVersion: basename(directory) }, 'A ranking model was not made active.');
        noneFit = true;
      }
    }
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  await start();
  return {
    hold() {
      if (active === null && noneFit) throw new AppError('MODEL_REFUSED', 'Expected a ranking model that is fit, got none; the log says why.');
      return active?.shared.hold() ?? null;
    },

    async list() {
      const models: ListedModel[] = [];
      const unreadable: ModelListing['unreadable'][number][] = [];
      for (const [version, directory] of await directories()) {
        try {
          models.push(listed(await readModelSummary(directory)));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          unreadable.push({ version, reason: error.message });
        }
      }
      models.sort((a, b) => Number(b.active) - Number(a.active) || b.trainedAtMs - a.trainedAtMs || (a.version < b.version ? -1 : 1));
      return { models, unreadable };
    },

    activate: (version) => inTurn(() => activateNow(version)),
    refresh: () => inTurn(refreshNow),

    async componentsOf(version) {
      if (active?.model.version === version) return active.model.components;
      if (explained?.version === version) return explained.components;
      const directory = (await directories()).get(version);
      if (directory === undefined) return null;
      const { components } = await readModel(directory);
      explained = { version, components };
      return components;
    },

    [Symbol.dispose]() {
      active?.shared.retire();
      active = null;
    },
  };
}
