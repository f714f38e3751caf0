import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../../search/index.ts';

export interface StoredSnapshot extends AsyncDisposable {
  /** What the snapshot holds was written up to this sequence. */
  readonly sequence: bigint;
  readonly content: ByteSource;
}

/**
 * Snapshots of one generation's engine, one kept at a time. The sequence stands in the file's name, so that it comes
 * and goes with the content; the content checks itself.
 */
export interface SnapshotFiles {
  /** The newest; null where there is none. */
  open(): Promise<StoredSnapshot | null>;
  /** Complete on disk under its name, or not there at all. Pieces are taken one by one, each written before the next. */
  write(sequence: bigint, pieces: Iterable<Uint8Array>): Promise<void>;
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
    async open() {
      const [sequence] = await sequences();
      return sequence === undefined ? null : { sequence, ...(await openContent(join(folder, nameOf(sequence)))) };
    },
    async write(sequence, pieces) {
      const path = join(folder, nameOf(sequence));
      try {
        await using file = await open(`${path}.new`, 'w');
        for (const piece of pieces) await file.writeFile(piece);
        await file.sync();
      } catch (error) {
        // On a full disk, half a snapshot would only take the room that writes need.
        await rm(`${path}.new`, { force: true });
        throw error;
      }
      await rename(`${path}.new`, path);
      await removeBut(sequence);
    },
    clear: () => removeBut(null),
  };
}

async function openContent(path: string): Promise<{ readonly content: ByteSource } & AsyncDisposable> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  let at = 0;
  const content: ByteSource = {
    remaining: () => size - at,
    async read(target) {
      for (let filled = 0; filled < target.length; ) {
        const { bytesRead } = await file.read(target, filled, target.length - filled, at);
        if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`);
        filled += bytesRead;
        at += bytesRead;
      }
    },
  };
  return { content, [Symbol.asyncDispose]: () => file.close() };
}
