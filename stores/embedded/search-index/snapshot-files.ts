import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredSnapshot {
  /** What the snapshot holds was written up to this sequence. */
  readonly sequence: bigint;
  readonly bytes: Uint8Array;
}

/**
 * Snapshots of one generation's engine, one kept at a time. The sequence stands in the file's name, so that it comes
 * and goes with the content; the content checks itself.
 */
export interface SnapshotFiles {
  /** The newest; null where there is none. */
  read(): Promise<StoredSnapshot | null>;
  /** Complete on disk under its name, or not there at all. */
  write(snapshot: StoredSnapshot): Promise<void>;
  clear(): Promise<void>;
}

export function snapshotFiles(folder: string, generation: string): SnapshotFiles {
  const name = new RegExp(`^index-${RegExp.escape(generation)}\\.(\\d+)\\.snapshot$`);
  const nameOf = (sequence: bigint): string => `index-${generation}.${sequence}.snapshot`;
  const sequences = async (): Promise<bigint[]> =>
    (await readdir(folder)).flatMap((file) => (name.exec(file) ? [BigInt(name.exec(file)![1]!)] : [])).toSorted((a, b) => (a < b ? 1 : -1));
  const removeBut = async (kept: bigint | null): Promise<void> => {
    for (const sequence of await sequences()) {
      if (sequence !== kept) await rm(join(folder, nameOf(sequence)), { force: true });
    }
  };

  return {
    async read() {
      const [sequence] = await sequences();
      return sequence === undefined ? null : { sequence, bytes: await readFile(join(folder, nameOf(sequence))) };
    },
    async write({ sequence, bytes }) {
      const path = join(folder, nameOf(sequence));
      const file = await open(`${path}.new`, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      await removeBut(sequence);
    },
    clear: () => removeBut(null),
  };
}
