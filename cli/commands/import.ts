import { resolve } from 'node:path';
import { type Command } from 'commander';
import { AppError } from '../../schema/errors.ts';
import { runShopTask } from '../run-shop-task.ts';
import type { ImportArgs } from '../tasks/import-task.ts';
import { importPair, type ImportPair } from './import-pair.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

interface ImportCommandOptions extends SharedOptions {
  readonly catalog?: string;
  readonly catalogMapping?: string;
  readonly events?: string;
  readonly eventsMapping?: string;
}

export function addImportCommand(program: Command): void {
  withSharedOptions(program.command('import'))
    .description('Import a catalogue and index it, or what shoppers did, or both. Run again, it updates and counts nothing twice; the shop may be served meanwhile.')
    .option('--catalog <file>', 'CSV, JSON Lines or Parquet, plain or gzip')
    .option('--catalog-mapping <file>', 'says which column is what (docs/mapping.md)')
    .option('--events <file>', 'CSV, JSON Lines or Parquet, plain or gzip')
    .option('--events-mapping <file>', 'says which column is what (docs/events-mapping.md)')
    .action(async ({ catalog, catalogMapping, events, eventsMapping, ...options }: ImportCommandOptions) => {
      const args: ImportArgs = {
        catalog: absolute(importPair('--catalog', catalog, catalogMapping)),
        events: absolute(importPair('--events', events, eventsMapping)),
      };
      if (args.catalog === null && args.events === null) {
        throw new AppError('CONFIGURATION_INVALID', 'Expected --catalog and --catalog-mapping, or --events and --events-mapping, or all four; got none.');
      }
      await runShopTask('import', args, options);
    });
}

function absolute(pair: ImportPair | null): ImportPair | null {
  return pair === null ? null : { file: resolve(pair.file), mappingFile: resolve(pair.mappingFile) };
}
