import { resolve } from 'node:path';
import { type Command } from 'commander';
import { runShopTask } from '../run-shop-task.ts';
import type { ImportArgs } from '../tasks/import-task.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

interface ImportCommandOptions extends SharedOptions {
  readonly catalog: string;
  readonly catalogMapping: string;
}

export function addImportCommand(program: Command): void {
  withSharedOptions(program.command('import'))
    .description('Import a catalogue and index it. Run again, it updates; the shop may be served meanwhile.')
    .requiredOption('--catalog <file>', 'CSV, JSON Lines or Parquet, plain or gzip')
    .requiredOption('--catalog-mapping <file>', 'says which column is what (docs/mapping.md)')
    .action(async ({ catalog, catalogMapping, ...options }: ImportCommandOptions) => {
      const args: ImportArgs = { file: resolve(catalog), mappingFile: resolve(catalogMapping) };
      await runShopTask('import', args, options);
    });
}
