import { type Command } from 'commander';
import type { ServeOptions } from '../serve-shop.ts';
import { parsePort, withSharedOptions } from './shared-options.ts';

export function addServeCommand(program: Command): void {
  withSharedOptions(program.command('serve'))
    .description('Serve a shop: the sample one, or a catalogue imported first.')
    .option('--catalog <file>', 'CSV, JSON Lines or Parquet, plain or gzip; imported once')
    .option('--catalog-mapping <file>', 'says which column is what (docs/mapping.md)')
    .option('--events <file>', 'what shoppers of that catalogue did, in the same formats; imported once')
    .option('--events-mapping <file>', 'says which column is what (docs/events-mapping.md)')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one', parsePort, 4000)
    .option('--subgraphs-over-http', 'serve each subgraph on a loopback port of its own')
    .action(async (options: ServeOptions) => {
      // Loaded here: the gateway takes a while, which no other command should have to wait for.
      const { serveShop } = await import('../serve-shop.ts');
      await serveShop(options);
    });
}
