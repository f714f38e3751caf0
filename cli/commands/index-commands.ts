import { type Command } from 'commander';
import type { ReplayArgs } from '../tasks/index-replay.ts';
import { runOnShop } from './run-on-shop.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

interface ReplayOptions extends SharedOptions {
  readonly reason?: string;
  readonly list?: true;
}

/** `aisle index …`: on a shop that is served as on one that is not. */
export function addIndexCommands(program: Command): void {
  const index = program.command('index').description('Look after the search index of a shop, whether it is being served or not.');
  withSharedOptions(index.command('status'))
    .description('Show documents, lag, and what is in quarantine by reason.')
    .action((options: SharedOptions) => runOnShop('index-status', {}, options));
  withSharedOptions(index.command('rebuild'))
    .description('Build the index anew beside the live one, then swap. An interrupted one goes on.')
    .action((options: SharedOptions) => runOnShop('index-rebuild', {}, options));
  withSharedOptions(index.command('verify'))
    .description('Compare the index with the catalog, document by document; exit 1 where something differs.')
    .action((options: SharedOptions) => runOnShop('index-verify', {}, options));
  withSharedOptions(index.command('repair'))
    .description('Restore the documents that differ, those only.')
    .action((options: SharedOptions) => runOnShop('index-repair', {}, options));
  withSharedOptions(index.command('replay'))
    .description('Clean quarantined records again, after a fix; all of them, or those named.')
    .argument('[ids...]', 'of products in quarantine')
    .option('--reason <code>', 'only those with this reason (docs/cleaning.md)')
    .option('--list', 'show them, and do nothing')
    .action((ids: string[], { reason, list, ...options }: ReplayOptions) =>
      runOnShop('index-replay', { ids, reason: reason ?? null, list: list === true } satisfies ReplayArgs, options),
    );
}
