import type { Command } from 'commander';
import type { ActivateArgs } from '../tasks/models-activate.ts';
import { runOnShop } from './run-on-shop.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

/** `aisle models …`: on a shop that is served as on one that is not. */
export function addModelsCommands(program: Command): void {
  const models = program.command('models').description('Look after the ranking models of a shop, whether it is being served or not.');
  withSharedOptions(models.command('list', { isDefault: true }))
    .description('Show the models on offer, the active one first, with their offline metrics.')
    .action((options: SharedOptions) => runOnShop('models-list', {}, options));
  withSharedOptions(models.command('activate'))
    .description('Check a model and rank with it from the next request on; activating the former rolls back.')
    .argument('<version>', 'as `aisle models list` names it')
    .action((version: string, options: SharedOptions) => runOnShop('models-activate', { version } satisfies ActivateArgs, options));
}
