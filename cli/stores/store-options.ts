import type { Logger } from 'pino';
import type { ServerSettings } from './server-settings.ts';

export interface StoreOptions {
  /** Folder of the embedded stores. */
  readonly dataDir: string;
  readonly servers: ServerSettings;
  /** Unix epoch, milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}
