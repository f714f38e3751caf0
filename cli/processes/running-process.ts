import type { Logger } from 'pino';
import type { Configuration } from '../configuration.ts';

export interface ProcessOptions {
  /** Folder of the shop's models and fitted text encoder, which its processes share. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly configuration: Configuration;
  readonly log: Logger;
  readonly now: () => number;
}

/** One of the processes of a shop, with the parts that it needs and no others; disposing of it answers what is under way first. */
export interface RunningProcess extends AsyncDisposable {
  /** Without a path. */
  readonly url: string;
}
