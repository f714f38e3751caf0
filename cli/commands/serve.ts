import { type Command, Option } from 'commander';
import { AppError } from '../../schema/errors.ts';
import { PROCESS_NAMES, PROCESS_PORTS, type ProcessName } from '../processes/process-name.ts';
import type { ServeOptions } from '../serve-shop.ts';
import { parsePort, withSharedOptions } from './shared-options.ts';

type Options = Omit<ServeOptions, 'port'> & { readonly only?: ProcessName; readonly port?: number };

/** Options that are of a whole shop. */
const OF_A_SHOP = ['catalog', 'catalogMapping', 'events', 'eventsMapping', 'subgraphsOverHttp'] as const satisfies readonly (keyof Options)[];

export function addServeCommand(program: Command): void {
  withSharedOptions(program.command('serve'))
    .description('Serve a shop: the sample one, or a catalogue imported first.')
    .option('--catalog <file>', 'CSV, JSON Lines or Parquet, plain or gzip; imported once')
    .option('--catalog-mapping <file>', 'says which column is what (docs/mapping.md)')
    .option('--events <file>', 'what shoppers of that catalogue did, in the same formats; imported once')
    .option('--events-mapping <file>', 'says which column is what (docs/events-mapping.md)')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one (default: 4000; with --only see docs/deployment.md)', parsePort)
    .option('--subgraphs-over-http', 'serve each subgraph on a loopback port of its own')
    .addOption(new Option('--only <process>', 'serve one part of a shop whose stores are all servers (docs/deployment.md)').choices(PROCESS_NAMES))
    .action(serve);
}

// Loaded when it is their turn: the gateway takes a while, which no other command should have to wait for.
async function serve({ only, port, ...options }: Options): Promise<void> {
  if (only === undefined) {
    const { serveShop } = await import('../serve-shop.ts');
    await serveShop({ ...options, port: port ?? PROCESS_PORTS.gateway });
    return;
  }
  const strays = OF_A_SHOP.filter((name) => options[name] !== undefined);
  if (strays.length > 0) throw new AppError('CONFIGURATION_INVALID', `--only serves a shop that is there already; expected no ${strays.map(toFlag).join(', ')}.`);
  const { serveProcess } = await import('../serve-process.ts');
  await serveProcess({ ...options, only, port: port ?? PROCESS_PORTS[only] });
}

function toFlag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
