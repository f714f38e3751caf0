import { type Command } from 'commander';
import { AppError } from '../../schema/errors.ts';
import { runShopTask } from '../run-shop-task.ts';
import type { EraseArgs } from '../tasks/erase.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

interface EraseOptions extends SharedOptions {
  readonly user?: string;
  readonly visitor?: string;
}

export function addEraseCommand(program: Command): void {
  withSharedOptions(program.command('erase'))
    .description('Delete all that is known of one shopper, for good: events, choices, served lists, cached vectors, merged visitors.')
    .option('--user <id>', 'a signed-in user, by the subject of their tokens')
    .option('--visitor <id>', 'an anonymous visitor, by the part of x-visitor-id before the dot')
    .action(async ({ user, visitor, ...options }: EraseOptions) => {
      if ((user === undefined) === (visitor === undefined)) {
        throw new AppError('CONFIGURATION_INVALID', `Expected one of --user and --visitor, got ${user === undefined ? 'none' : 'both'}.`);
      }
      const args: EraseArgs = { userId: user ?? null, visitorId: visitor ?? null };
      await runShopTask('erase', args, options);
    });
}
