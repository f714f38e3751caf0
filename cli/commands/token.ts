import { type Command, InvalidArgumentError, Option } from 'commander';
import { ROLES } from '../../schema/identity.ts';
import { readConfiguration } from '../configuration.ts';
import { createPrinter } from '../print.ts';
import { loadSecrets } from '../secrets.ts';
import { type SharedOptions, withSharedOptions } from './shared-options.ts';

type TokenRole = Exclude<(typeof ROLES)[number], 'ANONYMOUS'>;

interface TokenOptions extends SharedOptions {
  readonly role: TokenRole;
  readonly subject: string;
  readonly days: number;
}

export function addTokenCommand(program: Command): void {
  const roles = ROLES.filter((role) => role !== 'ANONYMOUS');
  withSharedOptions(program.command('token'))
    .description('Print a bearer token for a role.')
    .addOption(new Option('--role <role>', 'what the bearer may do').choices(roles).makeOptionMandatory())
    .option('--subject <id>', 'who the bearer is', 'operator@aisle')
    .option('--days <number>', 'how long it is good for', parseDays, 30)
    .action(printToken);
}

async function printToken({ role, subject, days, data, json }: TokenOptions): Promise<void> {
  const { secrets: configured } = readConfiguration(process.env);
  const secret = loadSecrets(data, configured).token;
  // Loaded here: the gateway takes a while, which no other command should have to wait for.
  const { signToken } = await import('../../gateway/index.ts');
  const token = await signToken({ role, subject, expiresInSeconds: days * 86_400, secret, now: Date.now });
  createPrinter(json === true).result(token, { role, subject, token });
}

function parseDays(value: string): number {
  const days = Number(value);
  if (!(days > 0 && days <= 3_650)) throw new InvalidArgumentError(`Expected a number of days above 0 and up to 3650, got "${value}".`);
  return days;
}
