import { Command, CommanderError } from 'commander';
import { AppError } from '../schema/errors.ts';
import { addComposeCommand } from './commands/compose.ts';
import { addEraseCommand } from './commands/erase.ts';
import { addFitTextEncoderCommand } from './commands/fit-text-encoder.ts';
import { addImportCommand } from './commands/import.ts';
import { addIndexCommands } from './commands/index-commands.ts';
import { addModelsCommands } from './commands/models.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTokenCommand } from './commands/token.ts';
import { addTrainingCommands } from './commands/train.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** Codes that mean: the command was called wrongly, rather than that it failed. */
const USAGE_CODES = new Set(['CONFIGURATION_INVALID', 'MAPPING_INVALID', 'INPUT_INVALID']);

/** `aisle` with all its commands. */
export function createProgram(): Command {
  const program = new Command('aisle')
    .description('Search and recommendations for a shop behind one GraphQL endpoint.')
    .showHelpAfterError('(--help shows the options)')
    .exitOverride();
  addServeCommand(program);
  addImportCommand(program);
  addIndexCommands(program);
  addModelsCommands(program);
  addTrainingCommands(program);
  addFitTextEncoderCommand(program);
  addComposeCommand(program);
  addTokenCommand(program);
  addEraseCommand(program);
  return program;
}

/**
 * Runs one `aisle` command.
 * @param argv - As `process.argv`: two entries before the arguments.
 * @returns the exit code: 0 done, 1 failed, 2 wrong use.
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv);
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USE;
    if (error instanceof AppError) {
      process.stderr.write(`${error.code}: ${error.message}\n`);
      return USAGE_CODES.has(error.code) ? WRONG_USE : FAILED;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return FAILED;
  }
}
