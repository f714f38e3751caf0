import { pino } from 'pino';
import { aborted, stopSignal } from './commands/stop-signal.ts';
import type { SharedOptions } from './commands/shared-options.ts';
import { readConfiguration } from './configuration.ts';
import { createPrinter } from './print.ts';
import { openProcess } from './processes/open-process.ts';
import type { ProcessName } from './processes/process-name.ts';

export interface ServeProcessOptions extends SharedOptions {
  readonly only: ProcessName;
  readonly host: string;
  readonly port: number;
}

/** Serves one part of a shop until the process is told to stop. */
export async function serveProcess({ only, data: dataDir, host, port, json }: ServeProcessOptions): Promise<void> {
  const configuration = readConfiguration(process.env, only);
  const printer = createPrinter(json === true);
  const signal = stopSignal();
  const log = pino({ level: configuration.logLevel, base: { process: only } }, pino.destination(2));
  await using running = await openProcess(only, { dataDir, host, port, configuration, log, now: Date.now });
  printer.result(`${only.padEnd(16)} ${running.url}`, { process: only, url: running.url });
  await aborted(signal);
  printer.remark('Stopping: answering what is under way.');
}
