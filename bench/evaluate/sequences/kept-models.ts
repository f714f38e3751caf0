import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { modelVersion } from '../../../schema/ids.ts';
import { readModel, writeModel, type ModelComponent } from '../../../ranker/index.ts';

/** Fitted parts on disk, in the format of model directories: what is measured is what was read back. */
export interface KeptModels {
  has(name: string): boolean;
  read(name: string): Promise<ModelComponent>;
  write(name: string, component: ModelComponent): Promise<void>;
}

export function keptModels(folder: string): KeptModels {
  return {
    has: (name) => existsSync(join(folder, name)),
    async read(name) {
      const { components } = await readModel(join(folder, name));
      return components[name]!;
    },
    async write(name, component) {
      rmSync(join(folder, name), { recursive: true, force: true });
      await writeModel(
        { version: modelVersion(name), trainedAtMs: Date.now(), features: [], textEncoder: null, dimensions: {}, metrics: [], data: {} },
        { [name]: component },
        { folder, quantized: false, scoreSamples: () => ({}) },
      );
    },
  };
}
