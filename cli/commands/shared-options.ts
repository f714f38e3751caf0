import { type Command, InvalidArgumentError } from 'commander';

/** Folder of the embedded stores, where no other is named. */
export const DATA_DIR_DEFAULT = 'data/shop';

export interface SharedOptions {
  readonly data: string;
  readonly json?: true;
}

/** Options that every command on a shop's data has. */
export function withSharedOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'folder of the shop', DATA_DIR_DEFAULT)
    .option('--json', 'one JSON object per line on standard output');
}

export function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError(`Expected a port from 0 to 65535, got "${value}".`);
  }
  return port;
}
