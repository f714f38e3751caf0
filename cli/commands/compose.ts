import { type Command } from 'commander';
import { createPrinter } from '../print.ts';

interface ComposeOptions {
  readonly check?: true;
  readonly json?: true;
}

export function addComposeCommand(program: Command): void {
  program
    .command('compose')
    .description('Compose the subgraph schemas and write what is generated from them and from the error registry.')
    .option('--check', 'write nothing; fail where a file is not current')
    .option('--json', 'one JSON object per line on standard output')
    .action(compose);
}

async function compose({ check, json }: ComposeOptions): Promise<void> {
  // Loaded here: composition and code generation are development tools, and slow to load.
  const { generateAll } = await import('../compose/generate-all.ts');
  const printer = createPrinter(json === true);
  for (const { path, current } of await generateAll({ check: check === true })) {
    printer.result(`${current ? 'current' : 'written'}  ${path}`, { path, current });
  }
}
