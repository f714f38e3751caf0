import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadRow, type EventRowFault, type EventsSummary, importEvents, type ImportProgress } from '../../../cli/import/index.ts';
import { openEmbeddedUsers } from '../../../stores/embedded/index.ts';
import type { Users } from '../../../stores/ports/users.ts';
import type { ShopperEvent } from '../../../stores/ports/shopper-event.ts';
import { temporaryFolder } from '../../stores/embedded/support/temporary-folder.ts';

export const NOW = Date.UTC(2026, 1, 1);

export const MAPPING = {
  type: { column: 'what', values: { look: 'VIEW', buy: 'PURCHASE' } },
  productId: 'item',
  shopper: 'who',
  at: { column: 'when' },
};

export interface ImportedEvents {
  readonly summary: EventsSummary;
  readonly badRows: readonly BadRow<EventRowFault>[];
  readonly progress: readonly ImportProgress[];
}

/** A folder for files and a store to import events into. */
export interface EventsDesk extends AsyncDisposable {
  readonly users: Users;
  write(name: string, content: string | Uint8Array): Promise<string>;
  import(file: string, mapping?: object, signal?: AbortSignal): Promise<ImportedEvents>;
  /** All events, in the order recorded. */
  events(): Promise<readonly ShopperEvent[]>;
}

export async function openEventsDesk(): Promise<EventsDesk> {
  const folder = await temporaryFolder();
  const users = await openEmbeddedUsers({ dataDir: ':memory:', now: () => NOW });
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder.path, name);
    await writeFile(path, content);
    return path;
  };
  return {
    users,
    write,
    async import(file, mapping = MAPPING, signal) {
      const badRows: BadRow<EventRowFault>[] = [];
      const progress: ImportProgress[] = [];
      let nowMs = NOW;
      const summary = await importEvents({
        file,
        mappingFile: await write('mapping.json', JSON.stringify(mapping)),
        events: users,
        badRow: (row) => void badRows.push(row),
        progress: (made) => void progress.push(made),
        // Every look at the clock is half a second later.
        now: () => (nowMs += 500),
        ...(signal === undefined ? {} : { signal }),
      });
      return { summary, badRows, progress };
    },
    async events() {
      return (await users.scanEvents(null, 100_000)).map(({ event }) => event);
    },
    async [Symbol.asyncDispose]() {
      await users[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
