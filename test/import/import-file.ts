import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BadRow, importCatalog, type ImportProgress, type ImportSummary } from '../../cli/import/index.ts';
import { type EmbeddedCatalog, openEmbeddedCatalog } from '../../stores/embedded/index.ts';
import { temporaryFolder, type TemporaryFolder } from '../stores/embedded/support/temporary-folder.ts';

export interface Imported {
  readonly summary: ImportSummary;
  readonly badRows: readonly BadRow[];
  readonly progress: readonly ImportProgress[];
}

/** A folder for files and a catalog to import into. */
export interface ImportDesk extends AsyncDisposable {
  readonly folder: TemporaryFolder;
  readonly catalog: EmbeddedCatalog;
  write(name: string, content: string | Uint8Array): Promise<string>;
  import(file: string, mapping?: object, signal?: AbortSignal): Promise<Imported>;
  /** Records of the catalog by id. */
  records(): Promise<Readonly<Record<string, unknown>>>;
}

export const MAPPING = { id: 'id', title: 'title', price: { column: 'price', unit: 'major' }, currency: 'EUR' };

export async function openDesk(): Promise<ImportDesk> {
  const folder = await temporaryFolder();
  const catalog = await openEmbeddedCatalog({ dataDir: ':memory:', now: () => 1 });
  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder.path, name);
    await writeFile(path, content);
    return path;
  };
  return {
    folder,
    catalog,
    write,
    async import(file, mapping = MAPPING, signal) {
      const badRows: BadRow[] = [];
      const progress: ImportProgress[] = [];
      let nowMs = 0;
      const summary = await importCatalog({
        file,
        mappingFile: await write('shop.json', JSON.stringify(mapping)),
        catalog,
        quarantine: catalog,
        badRow: (row) => void badRows.push(row),
        progress: (made) => void progress.push(made),
        // Every look at the clock is half a second later.
        now: () => (nowMs += 500),
        ...(signal === undefined ? {} : { signal }),
      });
      return { summary, badRows, progress };
    },
    async records() {
      return Object.fromEntries((await catalog.scanSources(null, 1_000)).map(({ id, record }) => [id, record]));
    },
    async [Symbol.asyncDispose]() {
      await catalog[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export function zipped(content: string | Uint8Array): Uint8Array {
  return gzipSync(content);
}
